using System.Collections.Concurrent;
using PortTop.Evaluation.Fuzzing;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Program;

/// <summary>The whole program with command lines that nobody would type on purpose.</summary>
[Trait("tier", "long")]
public sealed class RandomArgumentsTests
{
    private const int CommandLines = 10_000;
    private const int Workers = 6;
    private const int Seeds = 1_000_000;

    private static readonly int[] Documented = [0, 1, 2, 3];
    private static readonly string Recording = Path.Combine(AppContext.BaseDirectory, "mixed.netlink");

    /// <summary>Whoever runs on after so long is asked to end.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(500);

    [Fact]
    public void Each_ends_with_a_status_that_is_documented_and_none_with_a_crash()
    {
        var wrong = new ConcurrentBag<string>();
        var statuses = new ConcurrentDictionary<int, int>();
        Parallel.For(0, LongTier.Scale(CommandLines), new ParallelOptions { MaxDegreeOfParallelism = Workers }, i =>
        {
            // The quick tier begins elsewhere every day, so that it sees all of them in time.
            var words = RandomArguments.Make(new Random((DateTime.UtcNow.DayOfYear * Seeds) + i));
            var (status, errors, isEnded) = Run(words);
            _ = statuses.AddOrUpdate(status, 1, static (_, count) => count + 1);
            if ((!isEnded && !Documented.Contains(status)) || errors.Contains("nhandled exception", StringComparison.Ordinal) || errors.Contains("unexpected ", StringComparison.Ordinal))
            {
                wrong.Add($"porttop {string.Join(' ', words.Select(static word => $"'{(word.Length > 200 ? word[..20] + "…" : word)}'"))}: {status} {errors}");
            }
        });

        TestContext.Current.SendDiagnosticMessage(string.Join(", ", statuses.OrderBy(static pair => pair.Key).Select(static pair => $"status {pair.Key}: {pair.Value}")));
        wrong.ShouldBeEmpty();
    }

    /// <summary>Runs one to its end; what goes on for ever, as a batch does, is ended by SIGTERM.</summary>
    private static (int Status, string Errors, bool IsEnded) Run(string[] words)
    {
        using var process = Forks.Start(Command.Prepare(Porttop.Path, words, new Dictionary<string, string> { ["TCPDIAG_FILE"] = Recording, ["HOME"] = "/nowhere" }));
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
                throw new ShouldAssertException($"SIGTERM does not end porttop {string.Join(' ', words)}");
            }
        }

        _ = output.Result;
        return (process.ExitCode, errors.Result, isEnded);
    }
}
