using Terminal.Gui.Input;

namespace PortTop.Tui.Keys;

/// <summary>Every key and what it does. Help and the footer are made of this, so they cannot say otherwise.</summary>
internal static class KeyMap
{
    /// <summary>All bindings, in the order of help.</summary>
    internal static KeyBinding[] All { get; } =
    [
        new(UiAction.Open, "Enter Right l", "the selected pool: its ledger, demand, charts, states and sockets",
            [Key.Enter, Key.CursorRight, new Key('l')], ("Enter", "detail")),
        new(UiAction.Enlarge, "1 to 9 there",
            "in the detail: that panel on the whole screen, with more in it; again, or Esc, for all of them", [], ("1-9", "enlarge")),
        new(UiAction.OtherPanels, "Tab",
            "in the detail where not all panels fit: the next page of them; in an enlarged one the next panel; "
            + "among the states to the pools below and back",
            [Key.Tab], ("Tab", "more")),
        new(UiAction.Up, "Up k", "the row above", [Key.CursorUp, new Key('k')]),
        new(UiAction.Down, "Down j", "the row below", [Key.CursorDown, new Key('j')], ("j k", "select")),
        new(UiAction.Back, "Esc Left h", "back by one; back to now; puts a notice away",
            [Key.Esc, Key.CursorLeft, new Key('h'), Key.Backspace], ("Esc", "back")),
        new(UiAction.Why, "e",
            "why, and what to do: causes with their figures, remedies with command, risk, undo, and what the pool would do then",
            [new Key('e')], ("e", "why")),
        new(UiAction.Filter, "/",
            "show only the pools that match, as you type: dst:10.8. dport:5432 owner:web used>50%; an empty one shows all", [new Key('/')],
            ("/", "filter")),
        new(UiAction.ShowPools, "1", "the pools", [new Key('1')], ("1-5", "views")) { View = "Pools" },
        new(UiAction.ShowStates, "2",
            "who is in which TCP state: how many, how it changes, towards where, for how long; Tab to the pools below, Enter opens one",
            [new Key('2')]) { View = "States" },
        new(UiAction.ShowOwners, "3", "who takes the ports: processes, units, containers, their targets and descriptors",
            [new Key('3')]) { View = "Owners" },
        new(UiAction.Nat, "4",
            "source NAT of this machine: its rules and ranges, its pools, who is behind, what connection tracking drops",
            [new Key('4')]) { View = "NAT" },
        new(UiAction.Events, "5", "what happened, what failed, what the kernel counts", [new Key('5')]) { View = "Events" },
        new(UiAction.NextProblem, "!", "the next pool that is full, fails, fills, is unclear or at risk, in the detail its detail",
            [new Key('!')], ("!", "next")),
        new(UiAction.Group, "a",
            "gather the pools by destination, remote IP, remote port, source IP, owner, namespace, state, or not; Enter goes into a group",
            [new Key('a')], ("a", "group")),
        new(UiAction.Probe, "p",
            "ask the kernel whether it still gives a port of the pool, without a packet; the page says what that does, "
            + "and asks when it is confirmed",
            [new Key('p')], ("p", "ask the kernel")),
        new(UiAction.Earlier, ",", "a poll back, as far as 15 minutes; Esc comes back to now", [new Key(',')], (", .", "the past")),
        new(UiAction.Later, ".", "a poll on, at the last back to now", [new Key('.')]),
        new(UiAction.MinuteEarlier, "<", "a minute back", [new Key('<')]),
        new(UiAction.MinuteLater, ">", "a minute on", [new Key('>')]),
        new(UiAction.NextSort, "s", "sort by the next column", [new Key('s')], ("s", "by ")),
        new(UiAction.ReverseSort, "S", "turn the order round", [new Key('S')]),
        new(UiAction.Pause, "Space", "pause, and go on", [new Key(' ')], ("Space", "pause")),
        new(UiAction.WarRoom, "w", "the war room: verdict, worst countdown and clock in letters that can be read across a room",
            [new Key('w')], ("w", "war room")),
        new(UiAction.NextTheme, "t", "the next theme, until porttop ends; \"theme\" in portop.json keeps one", [new Key('t')]),
        new(UiAction.Ports, "i",
            "the network namespaces, the range and who holds its ports, what each local address has left, the sysctls", [new Key('i')],
            ("i", "ports")),
        new(UiAction.Chat, "y", "six lines for the chat, copied by the terminal where it can", [new Key('y')]),
        new(UiAction.PageUp, "PgUp ^b", "a page up", [Key.PageUp, Key.B.WithCtrl]),
        new(UiAction.PageDown, "PgDn ^f", "a page down", [Key.PageDown, Key.F.WithCtrl]),
        new(UiAction.HalfPageUp, "^u", "half a page up", [Key.U.WithCtrl]),
        new(UiAction.HalfPageDown, "^d", "half a page down", [Key.D.WithCtrl]),
        new(UiAction.First, "Home g", "the first row; the selection then stays with the worst pool", [Key.Home, new Key('g')]),
        new(UiAction.Last, "End G", "the last row", [Key.End, new Key('G')]),
        new(UiAction.Reset, "r", "order, groups, filter and interval as they were at the start; live, and the worst pool selected",
            [new Key('r')]),
        new(UiAction.Slower, "+", "a longer interval", [new Key('+'), new Key('=')], ("+ -", "every ")),
        new(UiAction.Faster, "-", "a shorter interval", [new Key('-'), new Key('_')]),
        new(UiAction.Redraw, "^l", "draw everything anew", [Key.L.WithCtrl]),
        new(UiAction.Help, "? F1", "this help", [new Key('?'), Key.F1], ("?", "help")),
        new(UiAction.BackOrQuit, "q F10", "back by one, and at the top quit", [new Key('q'), Key.F10], ("q", "quit")),
        new(UiAction.Quit, "^c Q", "quit", [Key.C.WithCtrl, new Key('Q')]),
    ];

    private static readonly KeyTable<UiAction> Table =
        new(All.SelectMany(static binding => binding.Keys.Select(key => (key, binding.Action))));

    /// <summary>The action of a key, null for none.</summary>
    internal static UiAction? Find(Key key) => Table.Find(key);
}
