using PortTop.Configuration;
using PortTop.Kernel;
using PortTop.Model;

namespace PortTop.Commands;

/// <summary>Finds the source that settings and environment ask for.</summary>
internal static class SourceFactory
{
    /// <summary>
    /// Checks what it needs and returns how to open it. As with <c>ss</c>, PROC_ROOT puts another folder in the place of /proc, and
    /// TCPDIAG_FILE replays a dump that <c>ss -D</c> wrote.
    /// </summary>
    /// <exception cref="UsageException">The recorded dump cannot be read.</exception>
    internal static Func<KernelSocketSource> Prepare(Settings settings, Func<string, string?> variable)
    {
        var roots = variable("PROC_ROOT") is { Length: > 0 } proc ? new KernelRoots { Proc = proc } : new KernelRoots();
        var choice = Enum.Parse<CollectorChoice>(settings.Collector, ignoreCase: true);
        var watch = Enum.Parse<WatchChoice>(settings.Failures, ignoreCase: true);
        var recording = variable("TCPDIAG_FILE") is { Length: > 0 } file ? Read(file) : null;
        return () => new KernelSocketSource(choice, roots, recording: recording, watch: watch);
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
