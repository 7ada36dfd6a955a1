using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PortTop.LiveTests.Support;

/// <summary>porttop -b -o json in a namespace, its polls read one after the other.</summary>
internal sealed class PollStream : IDisposable
{
    private readonly Process _process;

    internal PollStream(NetworkNamespace network, bool isTraced = true, double interval = 0.5, string[]? arguments = null)
    {
        string[] batch = ["-b", "-o", "json", "-d", interval.ToString(CultureInfo.InvariantCulture), .. arguments ?? []];
        var (program, all) = isTraced ? Tracing.With(Porttop.Path, batch) : Tracing.Without(Porttop.Path, batch);
        _process = network.Start(Command.Prepare(program, all));
        _process.StandardInput.Close();
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
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
