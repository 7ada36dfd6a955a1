using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using PortTop.Kernel.Interop;
using PortTop.Kernel.Processes;
using PortTop.Model;

namespace PortTop.Kernel.Namespaces;

/// <summary>
/// Finds the network namespaces of the machine: by every process that is seen and by every name that was given. One that only a socket, or
/// a thread that left its process, keeps alive is not found.
/// </summary>
/// <param name="roots">Where the kernel's files are.</param>
/// <param name="own">The namespace that this program runs in.</param>
internal sealed class NamespaceSearch(KernelRoots roots, NetworkNamespace own)
{
    /// <summary>So many processes of a namespace are remembered as ways to it: one of them will live until the next search.</summary>
    private const int MostWays = 4;

    private readonly ProcessReader _reader = new(roots);
    private readonly byte[] _entries = new byte[32 * 1024];
    private Dictionary<uint, ProcessDescription> _described = [];
    private Dictionary<uint, FoundNamespace> _before = [];
    private Dictionary<int, uint> _homesBefore = [];

    /// <summary>The namespace of every process, as the last search found it.</summary>
    internal Dictionary<int, uint> Homes { get; private set; } = [];

    /// <summary>How many processes did not tell their namespace at the last search: those of others, without privilege.</summary>
    internal int Untold { get; private set; }

    /// <summary>Every namespace that is found, this program's own first.</summary>
    internal List<FoundNamespace> Find()
    {
        var found = new Dictionary<uint, Ways> { [own.Inode] = new Ways() };
        _homesBefore = Homes;
        AddNames(found);
        AddProcesses(found);
        var described = new Dictionary<uint, ProcessDescription>();
        var list = new List<FoundNamespace>(found.Count);
        foreach (var (inode, ways) in found)
        {
            if (Describe(inode, ways) is { } process)
            {
                described.Add(inode, process);
            }

            list.Add(Make(inode, ways, described.GetValueOrDefault(inode)));
        }

        _described = described;
        _before = list.ToDictionary(static item => item.Inode);
        return list;
    }

    private void AddNames(Dictionary<uint, Ways> found)
    {
        var nsfs = FileInode.DeviceOf(Path.Combine(roots.Proc, "self/ns/net"));
        foreach (var folder in roots.NamedNamespaces)
        {
            try
            {
                foreach (var path in Directory.EnumerateFiles(folder))
                {
                    // A name on which no namespace is mounted is a plain file of another file system.
                    if (FileInode.Of(path) is { } inode and <= uint.MaxValue && FileInode.DeviceOf(path) == nsfs)
                    {
                        WaysTo(found, (uint)inode).Names.Add(path);
                    }
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // Nobody made a name there, or it is not to be seen: processes lead there too.
            }
        }
    }

    private void AddProcesses(Dictionary<uint, Ways> found)
    {
        (Untold, Homes) = (0, []);
        using var root = LibC.open(roots.Proc, LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_CLOEXEC);
        while (!root.IsInvalid && (int)LibC.getdents64(root, _entries, _entries.Length) is > 0 and var filled)
        {
            var entries = new DirectoryEntries(_entries.AsSpan(0, filled));
            while (entries.NextNumber(out var process))
            {
                if (InodeOf(root, entries.Name[..^1]) is not 0 and var inode)
                {
                    var ways = WaysTo(found, inode);
                    ways.Count++;
                    Homes[process] = inode;
                    if (ways.Processes.Count < MostWays)
                    {
                        ways.Processes.Add(process);
                    }
                }
                else if (Marshal.GetLastPInvokeError() is Errno.EACCES or Errno.EPERM)
                {
                    Untold++;
                }
            }
        }
    }

    private static Ways WaysTo(Dictionary<uint, Ways> found, uint inode)
    {
        ref var ways = ref CollectionsMarshal.GetValueRefOrAddDefault(found, inode, out _);
        return ways ??= new Ways();
    }

    /// <summary>The inode in "net:[4026531840]", which the link of a process reads; 0 where it cannot be read.</summary>
    private static uint InodeOf(SafeFileDescriptor root, ReadOnlySpan<byte> process)
    {
        Span<byte> path = stackalloc byte[process.Length + 8];
        process.CopyTo(path);
        "/ns/net\0"u8.CopyTo(path[process.Length..]);
        Span<byte> target = stackalloc byte[32];
        var length = (int)LibC.readlinkat(root, path, target, target.Length);
        return length > 6 && target.StartsWith("net:["u8) && System.Buffers.Text.Utf8Parser.TryParse(target[5..(length - 1)], out uint inode, out _) ? inode : 0;
    }

    /// <summary>Its first process; one that was described at the last search and still lives is not described again.</summary>
    private ProcessDescription? Describe(uint inode, Ways ways)
    {
        if (inode == own.Inode || ways.Processes.Count == 0)
        {
            return null;
        }

        var first = ways.Processes[0];
        return _described.TryGetValue(inode, out var before) && before.ProcessId == first && _reader.ReadStart(first) == before.StartTicks ? before : _reader.Describe(first);
    }

    private FoundNamespace Make(uint inode, Ways ways, ProcessDescription? process)
    {
        var name = inode == own.Inode ? own.Name
            : NetworkNamespace.IsInitial(inode, roots.Proc) ? NamespacePlace.HostName
            : ways.Names.Count > 0 ? MachineText.Clean(Path.GetFileName(ways.Names[0]))
            : string.Create(CultureInfo.InvariantCulture, $"net:[{inode}]");
        var place = new NamespacePlace(inode, name)
        {
            Processes = ways.Count,
            Process = process,
            IsNamed = ways.Names.Count > 0 && !IsByRuntime(ways.Names[0]),
            Generation = Generation(inode, ways),
        };
        string[] files = [.. ways.Names, .. ways.Processes.Select(id => Path.Combine(roots.Proc, string.Create(CultureInfo.InvariantCulture, $"{id}/ns/net")))];
        return new FoundNamespace(place, files, ways.Processes);
    }

    /// <summary>
    /// The same one as at the last search has a name or a process that it had then; any other with its inode is the next.
    /// </summary>
    private int Generation(uint inode, Ways ways)
    {
        if (!_before.TryGetValue(inode, out var before))
        {
            return 0;
        }

        var isSame = inode == own.Inode || ways.Names.Exists(before.Files.Contains) || ways.Processes.Exists(process => _homesBefore.GetValueOrDefault(process) == inode);
        return before.Place.Generation + (isSame ? 0 : 1);
    }

    /// <summary>Container runtimes give names too, which tell nobody anything: Docker in a folder of its own, CNI with a prefix.</summary>
    private static bool IsByRuntime(string path)
        => path.Contains("/docker/", StringComparison.Ordinal) || Path.GetFileName(path).StartsWith("cni-", StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(Path.GetFileName(path)) > 32;

    /// <summary>What leads to a namespace.</summary>
    private sealed class Ways
    {
        internal List<string> Names { get; } = [];

        internal List<int> Processes { get; } = [];

        internal int Count { get; set; }
    }
}
