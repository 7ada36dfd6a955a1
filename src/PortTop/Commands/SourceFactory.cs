using PortTop.Configuration;
using PortTop.Kernel;
using PortTop.Kernel.Logs;
using PortTop.Kernel.SockDiag;
using PortTop.Model;

namespace PortTop.Commands;

/// <summary>Finds the machine that settings and environment ask for.</summary>
internal static class SourceFactory
{
    /// <summary>
    /// Checks what may be wrong and returns how to open it; the rest waits until it is opened, so that it delays no frame. As with
    /// <c>ss</c>, PROC_ROOT puts another folder in the place of /proc, and TCPDIAG_FILE replays a dump that <c>ss -D</c> wrote; neither
    /// tells of more than one network namespace.
    /// </summary>
    /// <param name="settings">The settings in force.</param>
    /// <param name="variable">The environment.</param>
    /// <param name="withLogs">False where nobody would be told what the logs say.</param>
    /// <exception cref="UsageException">
    /// The recorded dump cannot be read or is none, or another namespace is wanted than it tells of.
    /// </exception>
    internal static Func<IMachineSource> Prepare(Settings settings, Func<string, string?> variable, bool withLogs = true)
    {
        var proc = variable("PROC_ROOT");
        var file = variable("TCPDIAG_FILE");
        if (proc is not { Length: > 0 } && file is not { Length: > 0 })
        {
            return () => OpenKernel(settings, withLogs);
        }

        if (NamespaceChoice.Parse(settings.Netns).Kind is NamespaceChoiceKind.Named or NamespaceChoiceKind.Process)
        {
            throw new UsageException($"--netns {settings.Netns}: {(file is { Length: > 0 } ? "TCPDIAG_FILE" : "PROC_ROOT")} tells of one network namespace alone; all or own goes with it");
        }

        var recording = file is { Length: > 0 } ? Read(file) : null;
        var roots = proc is { Length: > 0 } ? new KernelRoots { Proc = proc } : new KernelRoots();
        return () => new Pipeline.SingleNamespace(new KernelSocketSource(Collector(settings), roots, recording: recording,
            watch: Watch(settings), asksKernel: AsksKernel(settings)), OpenLogs(settings, roots, withLogs));
    }

    private static KernelMachine OpenKernel(Settings settings, bool withLogs)
    {
        var roots = new KernelRoots();
        return new KernelMachine(Collector(settings), roots, Watch(settings), NamespaceChoice.Parse(settings.Netns),
            OpenLogs(settings, roots, withLogs), AsksKernel(settings));
    }

    private static CollectorChoice Collector(Settings settings) => Enum.Parse<CollectorChoice>(settings.Collector, ignoreCase: true);

    private static WatchChoice Watch(Settings settings) => Enum.Parse<WatchChoice>(settings.Failures, ignoreCase: true);

    private static bool AsksKernel(Settings settings) => settings.AskKernel != Settings.Never;

    private static LogTable? OpenLogs(Settings settings, KernelRoots roots, bool withLogs)
        => withLogs && SettingDefinition.Items(settings.Logs) is { Count: > 0 } paths ? new LogTable(paths, roots, TimeProvider.System) : null;

    private static byte[] Read(string file)
    {
        byte[] recording;
        try
        {
            recording = File.ReadAllBytes(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(Refuse(file, "cannot be read: " + problem.Message), problem);
        }

        return RecordingCheck.WhyNoDump(recording) is { } reason ? throw new UsageException(Refuse(file, reason)) : recording;
    }

    private static string Refuse(string file, string reason) => $"TCPDIAG_FILE={file}: {reason}; \"ss -tan -D FILE\" writes a dump";
}
