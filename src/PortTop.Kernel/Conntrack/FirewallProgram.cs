using System.ComponentModel;
using System.Diagnostics;
using PortTop.Kernel.Namespaces;

namespace PortTop.Kernel.Conntrack;

/// <summary>
/// Runs programs that list firewall rules: by absolute path, with an environment of nothing but a path and a language, for a bounded time
/// and a bounded output.
/// </summary>
internal static class FirewallProgram
{
    private const int MostOutput = 16 * 1024 * 1024;
    private const string SafePath = "/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly string[] Folders = ["/usr/sbin", "/sbin", "/usr/bin", "/bin", "/usr/local/sbin"];

    /// <summary>The path of a program, null where it is not installed.</summary>
    internal static string? Find(string name)
    {
        foreach (var folder in Folders)
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>Runs programs in the namespace of an entrance: by nsenter(1) where that is not the one of this program.</summary>
    internal static RunProgram Through(INamespaceEntrance entrance)
    {
        if (entrance.NamespaceFile is not { } file)
        {
            return Run;
        }

        return (path, arguments) => Find("nsenter") is { } nsenter
            ? Run(nsenter, ["--net=" + file, "--", path, .. arguments])
            : new ProgramOutput(null, "nsenter is not installed, which would ask in that namespace");
    }

    /// <summary>Runs a program here.</summary>
    internal static ProgramOutput Run(string path, params string[] arguments)
    {
        var start = new ProcessStartInfo(path, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        start.Environment.Clear();
        start.Environment["PATH"] = SafePath;
        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            return Read(process, Path.GetFileName(path));
        }
        catch (Exception problem) when (problem is Win32Exception or IOException or InvalidOperationException or AggregateException)
        {
            return new ProgramOutput(null, $"{Path.GetFileName(path)} could not be run: {problem.Message}");
        }
    }

    private static ProgramOutput Read(Process process, string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        var text = new char[64 * 1024];
        var length = 0;
        try
        {
            while (process.StandardOutput.ReadAsync(text.AsMemory(length), patience.Token).AsTask().GetAwaiter().GetResult() is > 0 and var read)
            {
                length += read;
                if (length > MostOutput)
                {
                    return End(process, $"{name} wrote more than {MostOutput / (1024 * 1024)} MB of rules");
                }

                if (length == text.Length)
                {
                    Array.Resize(ref text, length * 2);
                }
            }

            process.WaitForExitAsync(patience.Token).GetAwaiter().GetResult();
            return process.ExitCode == 0 ? new ProgramOutput(new string(text, 0, length), null) : new ProgramOutput(null, $"{name} ended with status {process.ExitCode}");
        }
        catch (OperationCanceledException)
        {
            return End(process, $"{name} did not end within {Patience.TotalSeconds:0} s");
        }
    }

    /// <summary>The program only reads: nothing is lost when it is ended.</summary>
    private static ProgramOutput End(Process process, string problem)
    {
        process.Kill(entireProcessTree: true);
        return new ProgramOutput(null, problem);
    }
}
