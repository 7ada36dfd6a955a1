using System.Globalization;
using System.Text.RegularExpressions;
using PortTop.Model;

namespace PortTop.Kernel.Tracepoints;

/// <summary>Reads descriptions of tracepoints from tracefs (<c>Documentation/trace/events.rst</c>). It is looked for where it is mounted, and never mounted from here.</summary>
/// <param name="procRoot">Usually /proc.</param>
/// <param name="usualRoot">Where it lies when nothing says otherwise, usually /sys/kernel/tracing.</param>
internal sealed partial class TraceFileSystem(string procRoot, string usualRoot)
{
    /// <summary>Fields 5 and 9 or later of <c>/proc/PID/mountinfo</c>: the mount point and, behind the lone dash, the type.</summary>
    private const int MountPointField = 4;

    /// <summary>Reads one event: "sock/inet_sock_set_state".</summary>
    /// <exception cref="TraceException">tracefs is not mounted, may not be read, or has no such event.</exception>
    internal TraceEvent Read(string name)
    {
        var root = FindRoot() ?? throw new TraceException(
            $"tracefs is not mounted; \"mount -t tracefs tracefs {usualRoot}\" as root shows them");
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

    /// <summary>Where tracefs is mounted; below debugfs it appears by itself when it is looked at, as it always did.</summary>
    private string? FindRoot()
    {
        var mounts = Mounts().ToArray();
        return mounts.FirstOrDefault(static mount => mount.Type == "tracefs").Path
            ?? (mounts.FirstOrDefault(static mount => mount.Type == "debugfs").Path is { } debug ? Path.Combine(debug, "tracing") : null);
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
