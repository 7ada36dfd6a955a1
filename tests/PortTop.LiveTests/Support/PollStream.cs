using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PortTop.LiveTests.Support;

/// <summary>porttop -b -o json in a namespace, its polls read one after the other.</summary>
internal sealed class PollStream : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="network">In which namespace.</param>
    /// <param name="tracing">How the command comes by tracefs, or does not; null for <see cref="Tracing.With"/>.</param>
    /// <param name="interval">Seconds between polls.</param>
    /// <param name="arguments">Further options.</param>
    /// <param name="environment">Further variables.</param>
    internal PollStream(
        NetworkNamespace network,
        Func<string, string[], (string Program, string[] Arguments)>? tracing = null,
        double interval = 0.5,
        string[]? arguments = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] batch = ["-b", "-o", "json", "-d", interval.ToString(CultureInfo.InvariantCulture), .. arguments ?? []];
        var (program, all) = (tracing ?? Tracing.With)(Porttop.Path, batch);
        _process = network.Start(Command.Prepare(program, all, environment));
        _process.StandardInput.Close();
    }

    /// <summary>A batch in no namespace of its own: of a recording, or of all namespaces.</summary>
    internal PollStream(string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        _process = Forks.Start(Command.Prepare(Porttop.Path, ["-b", "-o", "json", .. arguments], environment));
        _process.StandardInput.Close();
    }

    /// <summary>The process id of porttop.</summary>
    internal int Id => _process.Id;

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>Waits for the end of porttop; returns its exit status and what it wrote to standard error.</summary>
    internal (int Status, string Errors) End()
    {
        var (output, errors) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
        Task.WaitAll([output, errors], Deadline.Patience).ShouldBeTrue("porttop does not end");
        _process.WaitForExit(Deadline.Patience).ShouldBeTrue();
        return (_process.ExitCode, errors.Result);
    }

    /// <summary>Sends porttop a signal.</summary>
    internal void Signal(string name) => Command.Run("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]).Status.ShouldBe(0);

    /// <summary>The next poll.</summary>
    internal JsonElement Next()
    {
        var line = _process.StandardOutput.ReadLineAsync();
        if (!line.Wait(Deadline.Patience) || line.Result is null)
        {
            throw new ShouldAssertException("porttop wrote no further poll: " + (line.IsCompleted ? _process.StandardError.ReadToEnd() : "it is late"));
        }

        using var document = JsonDocument.Parse(line.Result);
        return document.RootElement.Clone();
    }

    /// <summary>The first poll from now on for which something holds.</summary>
    internal JsonElement Until(Func<JsonElement, bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            var poll = Next();
            if (holds(poll))
            {
                return poll;
            }

            Deadline.Check(waiting.Elapsed, what, poll.GetRawText);
        }
    }

    /// <summary>The first poll that began after this call: it has seen all that was done before.</summary>
    internal JsonElement Since()
    {
        var now = DateTimeOffset.UtcNow;
        return Until(poll => poll.Time() > now, "a poll that began later");
    }
}
