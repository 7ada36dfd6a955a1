using System.Globalization;
using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;
using PortTop.Model;

namespace PortTop.Kernel.Processes;

/// <summary>The processes below <c>/proc</c>.</summary>
public sealed class ProcessTable : IProcessTable
{
    /// <summary>
    /// The place of <c>stx_size</c> in <c>struct statx</c> (statx(2)); of <c>/proc/PID/fd</c> it is the number of descriptors since Linux
    /// 6.2.
    /// </summary>
    private const int StatxLength = 256;
    private const int SizeOffset = 40;

    private readonly KernelRoots _roots;
    private readonly ProcessReader _reader;
    private readonly ForeignSocket _sockets;
    private readonly byte[] _buffer = new byte[32 * 1024];

    /// <summary>Reads below <see cref="KernelRoots.Proc"/>.</summary>
    public ProcessTable(KernelRoots roots)
    {
        _roots = roots;
        _reader = new ProcessReader(roots);
        _sockets = new ForeignSocket(roots.Proc);
        SeesAll = CanReadOthers();
        IsContained = Namespaces.NetworkNamespace.IsContained(roots.Proc);
    }

    /// <summary>True when the processes of other users can be looked into.</summary>
    public bool SeesAll { get; }

    /// <summary>True in a pid namespace of a container: processes outside it are not in /proc.</summary>
    public bool IsContained { get; }

    /// <inheritdoc/>
    public void List(ICollection<ProcessEntry> processes, bool withDescriptors)
    {
        processes.Clear();
        using var root = LibC.open(_roots.Proc, LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_CLOEXEC);
        while (!root.IsInvalid && (int)LibC.getdents64(root, _buffer, _buffer.Length) is > 0 and var filled)
        {
            var entries = new DirectoryEntries(_buffer.AsSpan(0, filled));
            while (entries.NextNumber(out var process))
            {
                processes.Add(new ProcessEntry(process, withDescriptors ? CountDescriptors(root, entries.Name) : 0));
            }
        }
    }

    /// <inheritdoc/>
    public IDescriptorWalk? Open(int process)
    {
        var folder = OpenFolder(process);
        if (!folder.IsInvalid)
        {
            return new DescriptorWalk(folder);
        }

        folder.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public ProcessDescription? Describe(int process) => _reader.Describe(process);

    /// <inheritdoc/>
    public ulong? ReadStart(int process) => _reader.ReadStart(process);

    /// <inheritdoc/>
    public int ReadParent(int process) => _reader.ReadParent(process);

    /// <inheritdoc/>
    public uint ReadNetworkNamespace(int process) => Namespaces.NetworkNamespace.Of(process, _roots.Proc);

    /// <inheritdoc/>
    public DescriptorUse? ReadDescriptors(int process)
    {
        using var root = LibC.open(_roots.Proc, LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_CLOEXEC);
        Span<byte> name = stackalloc byte[16];
        return !root.IsInvalid && process.TryFormat(name[..^1], out var length, default, CultureInfo.InvariantCulture)
            && (CountDescriptors(root, name[..(length + 1)]) is > 0 and var told ? told : CountEntries(process)) is > 0 and var used
            && _reader.ReadDescriptorLimits(process) is var (soft, hard)
            ? new DescriptorUse(used, soft, hard)
            : null;
    }

    /// <inheritdoc/>
    public bool CanRead(uint user) => !_reader.IsUnmapped(user) && (SeesAll || user == LibC.geteuid());

    /// <inheritdoc/>
    public PortRange? ReadPortRange(int process, uint inode, out bool isRead) => _sockets.ReadPortRange(process, inode, out isRead);

    /// <inheritdoc/>
    public bool IsWhole => SeesAll && !IsContained && !_reader.IsUserNamespace;

    /// <inheritdoc/>
    public string? NameOfUser(uint user) => _reader.NameOfUser(user);

    /// <summary>How many descriptors a process has open; 0 where the kernel does not tell.</summary>
    internal int CountDescriptors(int process)
    {
        using var root = LibC.open(_roots.Proc, LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_CLOEXEC);
        Span<byte> name = stackalloc byte[16];
        return !root.IsInvalid && process.TryFormat(name[..^1], out var length, default, CultureInfo.InvariantCulture) ? CountDescriptors(root, name[..(length + 1)]) : 0;
    }

    private SafeFileDescriptor OpenFolder(int process) => LibC.open(
        Path.Combine(_roots.Proc, string.Create(CultureInfo.InvariantCulture, $"{process}/fd")), LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_CLOEXEC);

    private int CountEntries(int process)
    {
        using var folder = OpenFolder(process);
        return folder.IsInvalid ? 0 : DescriptorWalk.Count(folder);
    }

    /// <summary>The size of "PID/fd"; 0 where the kernel tells none.</summary>
    private static int CountDescriptors(SafeFileDescriptor root, ReadOnlySpan<byte> process)
    {
        Span<byte> path = stackalloc byte[process.Length + 3];
        Span<byte> buffer = stackalloc byte[StatxLength];
        process[..^1].CopyTo(path);
        "/fd\0"u8.CopyTo(path[(process.Length - 1)..]);
        return LibC.statx(root, path, 0, LibC.STATX_SIZE, buffer) == 0 ? (int)MemoryMarshal.Read<ulong>(buffer[SizeOffset..]) : 0;
    }

    /// <summary>
    /// To list descriptors of others takes CAP_DAC_READ_SEARCH or CAP_DAC_OVERRIDE, to read them CAP_SYS_PTRACE (capabilities(7),
    /// ptrace(2)).
    /// </summary>
    private bool CanReadOthers()
    {
        const ulong DacOverride = 1UL << 1;
        const ulong DacReadSearch = 1UL << 2;
        const ulong SysPtrace = 1UL << 19;
        var effective = _reader.ReadOwnCapabilities();
        return (effective & SysPtrace) != 0 && (effective & (DacOverride | DacReadSearch)) != 0;
    }
}
