using PortTop.Model;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>How a pool that works and fails in turn does so, and when it fails next: fails 17 s of every 62 s, next ~20:48:35Z.</summary>
internal static class WaveLine
{
    /// <summary>Draws it and returns true; draws nothing and returns false where no turn is foretold.</summary>
    internal static bool Draw(ref Pen pen, UiState state, PoolSample pool)
    {
        Span<char> text = stackalloc char[64];
        var length = WaveText.Write(pool, text);
        if (length == 0)
        {
            return false;
        }

        pen.Text(text[..length], Role.AtRisk);
        var next = WaveText.Next(pool, state.Snapshot!.Time);
        if (next > state.KnownUntil)
        {
            pen.Text(", next ~", Role.Muted);
            pen.Clock(next, state.IsLocalTime, Role.Full);
        }
        else
        {
            pen.Text(", next at any moment", Role.Muted);
        }

        return true;
    }
}
