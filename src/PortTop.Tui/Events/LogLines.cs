using PortTop.Model;
using PortTop.Tui.State;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Events;

/// <summary>What logs say, as entries of a page: a log, its signs, their last lines.</summary>
internal static class LogLines
{
    /// <summary>The name of a log stands in the column before the texts.</summary>
    private const int NameWidth = 15;

    internal static IEnumerable<(string Key, string Text, Role Role)> Of(UiState state, Func<DateTimeOffset, string> clock)
    {
        foreach (var log in state.Snapshot!.Logs)
        {
            var name = LogText.Name(log.Reading.Path, NameWidth);
            if (log.Reading.Problem is { } problem)
            {
                yield return (name, problem, Role.Notice);
                name = string.Empty;
            }

            if (LogText.Missed(log.Reading) is { } missed)
            {
                yield return (name, missed, Role.Notice);
                name = string.Empty;
            }

            foreach (var sign in log.Signs)
            {
                yield return (name, $"{LogText.Describe(sign)} since {clock(sign.First)}, last {clock(sign.Last)}   {sign.Count.Sign.Meaning}", sign.Rate > 0 ? Role.AtRisk : Role.Plain);
                yield return (string.Empty, sign.Count.Line, Role.Muted);
                name = string.Empty;
            }

            if (name.Length > 0)
            {
                yield return (name, "no sign of exhausted ports since porttop started", Role.Muted);
            }
        }
    }
}
