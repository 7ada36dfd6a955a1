using PortTop.Configuration;
using PortTop.Kernel;
using PortTop.Kernel.Logs;
using PortTop.Model;

namespace PortTop.Commands;

/// <summary>Finds the machine that settings and environment ask for.</summary>
internal static class SourceFactory
{
    /// <summary>
    /// Checks what it needs and returns how to open it. As with <c>ss</c>, PROC_ROOT puts another folder in the place of /proc, and
    /// TCPDIAG_FILE replays a dump that <c>ss -D</c> wrote; neither tells of more than one network namespace.
    /// </summary>
    /// <param name="settings">The settings in force.</param>
    /// <param name="variable">The environment.</param>
    /// <param name="withLogs">False where nobody would be told what the logs say.</param>
    /// <exception cref="UsageException">The recorded dump cannot be read, or another namespace is wanted than it tells of.</exception>
    internal static Func<IMachineSource> Prepare(Settings settings, Func<string, string?> variable, bool withLogs = true)
    {
        var proc = variable("PROC_ROOT");
        var file = variable("TCPDIAG_FILE");
        var roots = proc is { Length: > 0 } ? new KernelRoots { Proc = proc } : new KernelRoots();
        var choice = Enum.Parse<CollectorChoice>(settings.Collector, ignoreCase: true);
        var watch = Enum.Parse<WatchChoice>(settings.Failures, ignoreCase: true);
        var paths = withLogs ? SettingDefinition.Items(settings.Logs) : [];
        Func<LogTable?> openLogs = () => paths.Count > 0 ? new LogTable(paths, roots, TimeProvider.System) : null;
        var wanted = NamespaceChoice.Parse(settings.Netns);
        if (proc is not { Length: > 0 } && file is not { Length: > 0 })
        {
            return () => new KernelMachine(choice, roots, watch, wanted, openLogs());
        }

        if (wanted.Kind is NamespaceChoiceKind.Named or NamespaceChoiceKind.Process)
        {
            throw new UsageException($"--netns {settings.Netns}: {(file is { Length: > 0 } ? "TCPDIAG_FILE" : "PROC_ROOT")} tells of one network namespace alone; all or own goes with it");
        }

        var recording = file is { Length: > 0 } ? Read(file) : null;
        return () => new Pipeline.SingleNamespace(new KernelSocketSource(choice, roots, recording: recording, watch: watch), openLogs());
    }

    private static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"TCPDIAG_FILE={file}: cannot be read: {problem.Message}; \"ss -tan -D FILE\" writes such a file", problem);
        }
    }
}
