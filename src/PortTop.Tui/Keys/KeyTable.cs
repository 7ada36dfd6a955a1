using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace PortTop.Tui.Keys;

/// <summary>Finds what a key does. Shift makes another character of a key, and no other key of an arrow; Alt changes neither.</summary>
/// <typeparam name="TAction">What keys do.</typeparam>
/// <param name="keys">Each key with its action; no key stands there twice.</param>
internal sealed class KeyTable<TAction>(IEnumerable<(Key Key, TAction Action)> keys)
    where TAction : struct
{
    private readonly Dictionary<KeyCode, TAction> _actions = keys.ToDictionary(static pair => pair.Key.KeyCode, static pair => pair.Action);

    /// <summary>The action of a key, null for none.</summary>
    internal TAction? Find(Key key)
    {
        if (_actions.TryGetValue(key.KeyCode, out var action))
        {
            return action;
        }

        var isPlain = key.IsKeyCodeAtoZ || key == Key.Tab.WithShift;
        return !isPlain && _actions.TryGetValue(key.NoShift.NoAlt.KeyCode, out action) ? action : null;
    }
}
