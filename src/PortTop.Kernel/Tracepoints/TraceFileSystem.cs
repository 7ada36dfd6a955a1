using System.Globalization;
using System.Text.RegularExpressions;
using PortTop.Kernel.Interop;
using PortTop.Model;

namespace PortTop.Kernel.Tracepoints;

/// <summary>
/// Reads descriptions of tracepoints from tracefs (<c>Documentation/trace/events.rst</c>): where it is mounted, otherwise from a mount
/// that this process alone has, until it is disposed of. The machine's mounts stay as they are.
/// </summary>
/// <param name="procRoot">Usually /proc.</param>
/// <param name="usualRoot">Where it lies when nothing says otherwise, usually /sys/kernel/tracing.</param>
/// <param name="mount">Makes the mount of this process's own.</param>
internal sealed partial class TraceFileSystem(string procRoot, string usualRoot, Func<DetachedMount> mount) : IDisposable
{
    private const string TypeName = "tracefs";

    /// <summary>Fields 5 and 9 or later of <c>/proc/PID/mountinfo</c>: the mount point and, behind the lone dash, the type.</summary>
    private const int MountPointField = 4;

    private SafeFileDescriptor? _own;

    /// <summary>That of the running kernel.</summary>
    internal TraceFileSystem(string procRoot, string usualRoot)
        : this(procRoot, usualRoot, static () => DetachedMount.Make(TypeName))
    {
    }

    /// <summary>Gives the mount back; tracepoints that were read stay known by their numbers.</summary>
    public void Dispose() => _own?.Dispose();

    /// <summary>Reads one event: "sock/inet_sock_set_state".</summary>
    /// <exception cref="TraceException">tracefs cannot be had, may not be read, or has no such event.</exception>
    internal TraceEvent Read(string name)
    {
        var root = FindRoot() ?? OwnRoot();
        var folder = Path.Combine(root, "events", name);
        try
        {
            var id = int.Parse(File.ReadAllText(Path.Combine(folder, "id")), CultureInfo.InvariantCulture);
            return new TraceEvent(id, ReadFields(File.ReadAllText(Path.Combine(folder, "format"))));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            // A folder that may not be searched looks the same as one that is not there.
            throw MayRead(root)
                ? new TraceException($"this kernel has no tracepoint {name.Replace('/', ':')} (Linux 4.16 does, if built with tracing)", problem)
                : Refused(root, problem);
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException)
        {
            throw Refused(root, problem);
        }
        catch (Exception problem) when (problem is IOException or FormatException or OverflowException)
        {
            throw new TraceException($"{folder} cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>Reads the fields of a format file; lines that describe none are passed over.</summary>
    internal static IReadOnlyDictionary<string, TraceField> ReadFields(string format)
    {
        var fields = new Dictionary<string, TraceField>();
        foreach (Match line in Field().Matches(format))
        {
            if (int.TryParse(line.Groups["offset"].Value, CultureInfo.InvariantCulture, out var offset)
                && int.TryParse(line.Groups["size"].Value, CultureInfo.InvariantCulture, out var size))
            {
                fields[line.Groups["name"].Value] = new TraceField(offset, size);
            }
        }

        return fields;
    }

    private static TraceException Refused(string root, Exception problem)
        => new($"{root} may not be read; \"sudo porttop\" does, or CAP_PERFMON with CAP_DAC_READ_SEARCH", problem);

    private static bool MayRead(string root)
    {
        try
        {
            return Directory.EnumerateDirectories(Path.Combine(root, "events")).Any();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The path of a mount that nobody else has.</summary>
    private string OwnRoot()
    {
        if (_own is null)
        {
            var made = mount();
            _own = made.Root ?? throw new TraceException(
                $"tracefs is not mounted, and {(made.IsForbidden ? "may not" : "cannot")} be for porttop alone ({made.Problem}); "
                + (made.IsForbidden ? "\"sudo porttop\" or CAP_SYS_ADMIN may, or " : string.Empty)
                + $"\"mount -t tracefs tracefs {usualRoot}\" as root shows them");
        }

        return Path.Combine(procRoot, "self/fd", _own.DangerousGetHandle().ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// Where tracefs is mounted; below debugfs it appears by itself when it is looked at, as it always did. Kernels that have left that
    /// behind have no folder there.
    /// </summary>
    private string? FindRoot()
    {
        var mounts = Mounts().ToArray();
        if (mounts.FirstOrDefault(static mount => mount.Type == TypeName).Path is { } path)
        {
            return path;
        }

        var debug = mounts.FirstOrDefault(static mount => mount.Type == "debugfs").Path;
        return debug is not null && Path.Combine(debug, "tracing") is var below && Directory.Exists(below) ? below : null;
    }

    private IEnumerable<(string Path, string Type)> Mounts()
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(Path.Combine(procRoot, "self/mountinfo"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            yield break;
        }

        foreach (var line in lines)
        {
            var fields = line.Split(' ');
            var dash = Array.IndexOf(fields, "-");
            if (dash > MountPointField && dash + 1 < fields.Length)
            {
                // A blank in a path is written as \040; nobody mounts tracefs below such a path.
                yield return (MachineText.Clean(fields[MountPointField]), fields[dash + 1]);
            }
        }
    }

    /// <summary>"	field:__u16 sport;	offset:24;	size:2;	signed:0;", where the name may be an array's.</summary>
    [GeneratedRegex(@"field:[^;]*?(?<name>\w+)(\[[^;\]]*\])?;\s*offset:(?<offset>\d+);\s*size:(?<size>\d+);", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();
}
