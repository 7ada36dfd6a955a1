using System.Globalization;
using System.Text;
using PortTop.Kernel.Cgroups;
using PortTop.Kernel.Interop;
using PortTop.Kernel.Namespaces;
using PortTop.Model;

namespace PortTop.Kernel.Processes;

/// <summary>
/// Describes processes out of <c>/proc/PID</c> (proc(5)). A process may end while it is read: what is missing then stays unknown. For one
/// thread.
/// </summary>
/// <param name="roots">Where the kernel's files are.</param>
internal sealed class ProcessReader(KernelRoots roots)
{
    /// <summary>Nobody reads more of a command line than this.</summary>
    private const int LongestCommandLine = 4096;

    /// <summary>
    /// USER_HZ: the unit of times in /proc, the same on all architectures that .NET runs on (<c>include/asm-generic/param.h</c>).
    /// </summary>
    private const int TicksPerSecond = 100;

    /// <summary>The states of processes that hold nothing any more (proc_pid_stat(5)).</summary>
    private const char Zombie = 'Z';
    private const char Dead = 'X';

    private readonly UserNames _users = new(roots);
    private readonly PodNames _pods = new(roots.PodLogs);
    private readonly byte[] _buffer = new byte[LongestCommandLine];
    private DateTimeOffset? _bootTime;

    /// <summary>Users of outside have no number here: see <see cref="UserNames.IsUnmapped"/>.</summary>
    internal bool IsUserNamespace => _users.IsPartial;

    /// <summary>True for the number that stands for all users who have none here.</summary>
    internal bool IsUnmapped(uint user) => _users.IsUnmapped(user);

    /// <summary>The name of a user, null where none is known.</summary>
    internal string? NameOfUser(uint user) => _users.Find(user);

    /// <summary>Describes a process, null when there is none of that id.</summary>
    internal ProcessDescription? Describe(int process)
    {
        if (!TryReadStat(process, out var name, out _, out var parent, out var started))
        {
            return null;
        }

        var cgroup = CgroupPath.Choose(Read(process, "cgroup"));
        var user = ReadUser(process);
        return new ProcessDescription(process, MachineText.Clean(name))
        {
            ParentId = parent,
            StartTicks = started,
            Started = BootTime()?.AddSeconds((double)started / TicksPerSecond),
            CommandLine = MachineText.Clean(Read(process, "cmdline").TrimEnd('\0').Replace('\0', ' ')),
            UserId = user,
            UserName = user is { } number ? _users.Find(number) : null,
            Cgroup = MachineText.Clean(cgroup),
            Unit = Clean(CgroupPath.Unit(cgroup)),
            Container = CgroupPath.Container(cgroup) is { } container ? container with { Id = MachineText.Clean(container.Id) } : null,
            Pod = CgroupPath.PodUid(cgroup) is { } uid ? Clean(_pods.Find(uid)) : null,
            NetworkNamespace = NetworkNamespace.Of(process, roots.Proc),
        };
    }

    /// <summary>
    /// When the process of that id started, in clock ticks since boot; null when there is none, or it has ended and nobody has waited for
    /// it.
    /// </summary>
    internal ulong? ReadStart(int process)
        => TryReadStat(process, out _, out var state, out _, out var started) && state is not (Zombie or Dead) ? started : null;

    /// <summary>The id of its parent, 0 for none.</summary>
    internal int ReadParent(int process) => TryReadStat(process, out _, out _, out var parent, out _) ? parent : 0;

    /// <summary>The effective capabilities of this program, a bit each: the line "CapEff:"; none where that cannot be read.</summary>
    internal ulong ReadOwnCapabilities()
    {
        const string Label = "CapEff:\t";
        foreach (var line in Read("self", "status").Split('\n'))
        {
            if (line.StartsWith(Label, StringComparison.Ordinal))
            {
                return ulong.TryParse(line.AsSpan(Label.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var set) ? set : 0;
            }
        }

        return 0;
    }

    /// <summary>The limits of open files, soft and hard; null where they cannot be read. "unlimited" is the largest number.</summary>
    internal (long Soft, long Hard)? ReadDescriptorLimits(int process)
    {
        const string Label = "Max open files";
        foreach (var line in Read(process, "limits").Split('\n'))
        {
            if (line.StartsWith(Label, StringComparison.Ordinal))
            {
                var fields = line[Label.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return fields.Length >= 2 && TryLimit(fields[0], out var soft) && TryLimit(fields[1], out var hard) ? (soft, hard) : null;
            }
        }

        return null;
    }

    /// <summary>The line "btime" of <c>/proc/stat</c>, seconds since 1970.</summary>
    private DateTimeOffset? BootTime()
    {
        const string Label = "btime ";
        if (_bootTime is null)
        {
            try
            {
                var line = File.ReadLines(Path.Combine(roots.Proc, "stat")).FirstOrDefault(static line => line.StartsWith(Label, StringComparison.Ordinal));
                _bootTime = long.TryParse(line?[Label.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                    ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                    : null;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // Not known then.
            }
        }

        return _bootTime;
    }

    private static bool TryLimit(string text, out long limit)
    {
        limit = long.MaxValue;
        return text == "unlimited" || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit);
    }

    private static string? Clean(string? text) => text is null ? null : MachineText.Clean(text);

    /// <summary>
    /// The name stands in brackets and may hold any character but a NUL, brackets and blanks too; behind the last bracket field 3 begins.
    /// </summary>
    private bool TryReadStat(int process, out string name, out char state, out int parent, out ulong started)
    {
        const int StateField = 0;
        const int ParentField = 1;
        const int StartField = 19;
        (name, state, parent, started) = (string.Empty, default, 0, 0);
        var text = Read(process, "stat");
        var (open, close) = (text.IndexOf('('), text.LastIndexOf(')'));
        if (open < 0 || close < open)
        {
            return false;
        }

        name = text[(open + 1)..close];
        var fields = text[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        state = fields.Length > StateField ? fields[StateField][0] : default;
        return fields.Length > StartField
            && int.TryParse(fields[ParentField], NumberStyles.None, CultureInfo.InvariantCulture, out parent)
            && ulong.TryParse(fields[StartField], NumberStyles.None, CultureInfo.InvariantCulture, out started);
    }

    /// <summary>The effective user: the second number of the line "Uid:".</summary>
    private uint? ReadUser(int process)
    {
        foreach (var line in Read(process, "status").Split('\n'))
        {
            if (line.StartsWith("Uid:", StringComparison.Ordinal))
            {
                var fields = line.Split('\t', StringSplitOptions.RemoveEmptyEntries);
                return fields.Length > 2 && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var user) ? user : null;
            }
        }

        return null;
    }

    /// <summary>The beginning of a file of the process, empty where it cannot be read.</summary>
    private string Read(int process, string file) => Read(process.ToString(CultureInfo.InvariantCulture), file);

    private string Read(string process, string file)
    {
        using var descriptor = LibC.open(Path.Combine(roots.Proc, process, file), LibC.O_RDONLY | LibC.O_CLOEXEC);
        var length = 0;
        while (!descriptor.IsInvalid && length < _buffer.Length
            && (int)LibC.read(descriptor, _buffer.AsSpan(length), _buffer.Length - length) is > 0 and var read)
        {
            length += read;
        }

        return Encoding.UTF8.GetString(_buffer, 0, length);
    }
}
