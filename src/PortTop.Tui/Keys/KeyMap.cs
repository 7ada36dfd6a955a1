namespace PortTop.Tui.Keys;

/// <summary>Every key and what it does. Help and the footer are made of this, so they cannot say otherwise.</summary>
internal static class KeyMap
{
    /// <summary>All bindings, in the order of help.</summary>
    internal static KeyBinding[] All { get; } =
    [
        new(UiAction.Open, "Enter Right l", "the selected pool: its ledger, demand, charts, states and sockets",
            [new(Key.Enter), new(Key.Right), KeyPress.Of('l')], ("Enter", "detail")),
        new(UiAction.Enlarge, "1 to 9 there", "in the detail: that panel on the whole screen, with more in it; again, or Esc, for all of them", [], ("1-9", "enlarge")),
        new(UiAction.OtherPanels, "Tab", "in the detail where not all panels fit: the next page of them; in an enlarged one the next panel; among the states to the pools below and back", [new(Key.Tab)], ("Tab", "more")),
        new(UiAction.Up, "Up k", "the row above", [new(Key.Up), KeyPress.Of('k')]),
        new(UiAction.Down, "Down j", "the row below", [new(Key.Down), KeyPress.Of('j')], ("j k", "select")),
        new(UiAction.Back, "Esc Left h", "back by one; back to now; puts a notice away",
            [new(Key.Escape), new(Key.Left), KeyPress.Of('h'), new(Key.Backspace)], ("Esc", "back")),
        new(UiAction.Why, "e", "why, and what to do: causes with their figures, remedies with command, risk, undo, and what the pool would do then", [KeyPress.Of('e')], ("e", "why")),
        new(UiAction.Filter, "/", "show only the pools that match, as you type: dst:10.8. dport:5432 owner:web used>50%; an empty one shows all", [KeyPress.Of('/')], ("/", "filter")),
        new(UiAction.ShowPools, "1", "the pools", [KeyPress.Of('1')], ("1-5", "views")) { View = "Pools" },
        new(UiAction.ShowStates, "2", "who is in which TCP state: how many, how it changes, towards where, for how long; Tab to the pools below, Enter opens one", [KeyPress.Of('2')]) { View = "States" },
        new(UiAction.ShowOwners, "3", "who takes the ports: processes, units, containers, their targets and descriptors", [KeyPress.Of('3')]) { View = "Owners" },
        new(UiAction.Nat, "4", "source NAT of this machine: its rules and ranges, its pools, who is behind, what connection tracking drops", [KeyPress.Of('4')]) { View = "NAT" },
        new(UiAction.Events, "5", "what happened, what failed, what the kernel counts", [KeyPress.Of('5')]) { View = "Events" },
        new(UiAction.NextProblem, "!", "the next pool that is full, fails, fills, is unclear or at risk, in the detail its detail",
            [KeyPress.Of('!')], ("!", "next")),
        new(UiAction.Group, "a", "gather the pools by destination, remote IP, remote port, source IP, owner, namespace, state, or not; Enter goes into a group", [KeyPress.Of('a')], ("a", "group")),
        new(UiAction.Probe, "p", "ask the kernel whether it still gives a port of the pool, without a packet; the page says what that does, and asks when it is confirmed", [KeyPress.Of('p')], ("p", "ask the kernel")),
        new(UiAction.Earlier, ",", "a poll back, as far as 15 minutes; Esc comes back to now", [KeyPress.Of(',')], (", .", "the past")),
        new(UiAction.Later, ".", "a poll on, at the last back to now", [KeyPress.Of('.')]),
        new(UiAction.MinuteEarlier, "<", "a minute back", [KeyPress.Of('<')]),
        new(UiAction.MinuteLater, ">", "a minute on", [KeyPress.Of('>')]),
        new(UiAction.NextSort, "s", "sort by the next column", [KeyPress.Of('s')], ("s", "by ")),
        new(UiAction.ReverseSort, "S", "turn the order round", [KeyPress.Of('S')]),
        new(UiAction.Pause, "Space", "pause, and go on", [KeyPress.Of(' ')], ("Space", "pause")),
        new(UiAction.WarRoom, "w", "the war room: verdict, worst countdown and clock in letters that can be read across a room", [KeyPress.Of('w')], ("w", "war room")),
        new(UiAction.NextTheme, "t", "the next theme, until porttop ends; \"theme\" in portop.json keeps one", [KeyPress.Of('t')]),
        new(UiAction.Ports, "i", "the network namespaces, the range and who holds its ports, what each local address has left, the sysctls", [KeyPress.Of('i')], ("i", "ports")),
        new(UiAction.Chat, "y", "six lines for the chat, copied by the terminal where it can", [KeyPress.Of('y')]),
        new(UiAction.PageUp, "PgUp ^b", "a page up", [new(Key.PageUp), KeyPress.Control('b')]),
        new(UiAction.PageDown, "PgDn ^f", "a page down", [new(Key.PageDown), KeyPress.Control('f')]),
        new(UiAction.HalfPageUp, "^u", "half a page up", [KeyPress.Control('u')]),
        new(UiAction.HalfPageDown, "^d", "half a page down", [KeyPress.Control('d')]),
        new(UiAction.First, "Home g", "the first row; the selection then stays with the worst pool", [new(Key.Home), KeyPress.Of('g')]),
        new(UiAction.Last, "End G", "the last row", [new(Key.End), KeyPress.Of('G')]),
        new(UiAction.Reset, "r", "order, groups, filter and interval as they were at the start; live, and the worst pool selected", [KeyPress.Of('r')]),
        new(UiAction.Slower, "+", "a longer interval", [KeyPress.Of('+'), KeyPress.Of('=')], ("+ -", "every ")),
        new(UiAction.Faster, "-", "a shorter interval", [KeyPress.Of('-'), KeyPress.Of('_')]),
        new(UiAction.Redraw, "^l", "draw everything anew", [KeyPress.Control('l')]),
        new(UiAction.Help, "? F1", "this help", [KeyPress.Of('?'), new(Key.Function, Number: 1)], ("?", "help")),
        new(UiAction.BackOrQuit, "q F10", "back by one, and at the top quit", [KeyPress.Of('q'), new(Key.Function, Number: 10)], ("q", "quit")),
        new(UiAction.Quit, "^c Q", "quit", [KeyPress.Control('c'), KeyPress.Of('Q')]),
    ];

    private static readonly Dictionary<KeyPress, UiAction> Actions = All
        .SelectMany(static binding => binding.Presses.Select(press => (press, binding.Action)))
        .ToDictionary(static pair => pair.press, static pair => pair.Action);

    /// <summary>The action of a key press, null for none.</summary>
    internal static UiAction? Find(KeyPress press) => Actions.TryGetValue(press, out var action) ? action : null;
}
