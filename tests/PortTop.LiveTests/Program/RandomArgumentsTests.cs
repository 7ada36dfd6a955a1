using System.Collections.Concurrent;
using PortTop.Fuzzing;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Program;

/// <summary>The whole program with command lines that nobody would type on purpose.</summary>
[Trait("tier", "long")]
public sealed class RandomArgumentsTests
{
    private const int CommandLines = 10_000;
    private const int Workers = 6;

    /// <summary>A usage error, as README documents it: 3 of a check, 2 elsewhere.</summary>
    private const int UsageError = 2;
    private const int Unknown = 3;

    private static readonly string Recording = Path.Combine(AppContext.BaseDirectory, "mixed.netlink");

    /// <summary>What runs on after so long, such as a batch without an end, is asked to end.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(500);

    [Fact]
    public void Each_ends_with_a_status_that_is_documented_and_none_with_a_crash()
    {
        // A few of them are others every day; what is found is told with its words.
        var first = DateTime.UtcNow.DayOfYear * CommandLines;
        var wrong = new ConcurrentBag<string>();
        var statuses = new ConcurrentDictionary<int, int>();
        Parallel.For(first, first + LongTier.Scale(CommandLines), new ParallelOptions { MaxDegreeOfParallelism = Workers }, seed =>
        {
            var words = RandomArguments.Make(new Random(seed));
            var (result, isEnded) = Run(words);
            _ = statuses.AddOrUpdate(result.Status, 1, static (_, count) => count + 1);
            if (WhyWrong(words, result, isEnded) is { } why)
            {
                wrong.Add($"seed {seed}, porttop {RandomArguments.Show(words)}: {why}; {result.Status} {result.Output} {result.Errors}");
            }
        });

        TestContext.Current.SendDiagnosticMessage(
            string.Join(", ", statuses.OrderBy(static pair => pair.Key).Select(static pair => $"status {pair.Key}: {pair.Value}")));
        wrong.ShouldBeEmpty();
    }

    /// <summary>What must not be; null for nothing.</summary>
    private static string? WhyWrong(string[] words, CommandResult result, bool isEnded)
    {
        var isCheck = words.Contains("check");
        var isRefused = result.Errors.Contains("--help\" tells what there is", StringComparison.Ordinal);
        if (result.Errors.Contains("nhandled exception", StringComparison.Ordinal))
        {
            return "a crash";
        }

        if ((result.Errors + result.Output).Contains("unexpected ", StringComparison.Ordinal))
        {
            return "an exception that nobody expected";
        }

        if (isRefused && !isEnded && result.Status != (result.Errors.Contains("porttop check --help", StringComparison.Ordinal) ? Unknown : UsageError))
        {
            return "another status than that of a usage error";
        }

        return isEnded || result.Status is 0 or 1 or UsageError || (result.Status == Unknown && (isCheck || words.Contains("probe")))
            ? null
            : "a status that is not documented";
    }

    /// <summary>Runs one to its end; what goes on for ever, as a batch does, is ended by SIGTERM.</summary>
    private static (CommandResult Result, bool IsEnded) Run(string[] words)
    {
        var environment = new Dictionary<string, string> { ["TCPDIAG_FILE"] = Recording, ["HOME"] = "/nowhere" };
        using var process = Forks.Start(Command.Prepare(Porttop.Path, words, environment));
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var isEnded = !process.WaitForExit(LongEnough);
        if (isEnded)
        {
            _ = Command.Run("kill", ["-TERM", $"{process.Id}"]);
            if (!process.WaitForExit(Deadline.Patience))
            {
                process.Kill();
                throw new ShouldAssertException($"SIGTERM does not end porttop {RandomArguments.Show(words)}");
            }
        }

        return (new CommandResult(process.ExitCode, output.Result, errors.Result), isEnded);
    }
}
