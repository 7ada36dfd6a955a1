using System.Text;
using PortTop.Terminal;
using PortTop.Views;

namespace PortTop.Tests.Views;

/// <summary>Presses keys as a terminal sends them.</summary>
internal static class Keyboard
{
    /// <summary>Each text is what arrives at once: "j", "\r", "\e[A".</summary>
    internal static UiState Press(UiState state, params string[] keys)
    {
        foreach (var key in keys)
        {
            var presses = new List<KeyPress>();
            var decoder = new KeyDecoder();
            decoder.Feed(Encoding.UTF8.GetBytes(key), presses);
            decoder.Expire(presses);
            state = presses.Aggregate(state, UiReducer.Press);
        }

        return state;
    }
}
