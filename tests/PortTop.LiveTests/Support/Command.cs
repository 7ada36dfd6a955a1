using System.Diagnostics;

namespace PortTop.LiveTests.Support;

/// <summary>Runs programs to their end.</summary>
internal static class Command
{
    /// <summary>True when a program of that name is in the PATH.</summary>
    internal static bool Exists(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs a program; one that does not end in time is ended and fails.</summary>
    internal static CommandResult Run(
        string program, string[] arguments, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? patience = null)
    {
        using var process = Forks.Start(Prepare(program, arguments, environment));
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(patience ?? Deadline.Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end");
        }

        return new CommandResult(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>A process whose three streams are pipes.</summary>
    internal static ProcessStartInfo Prepare(string program, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
