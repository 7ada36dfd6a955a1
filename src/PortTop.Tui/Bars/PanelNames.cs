using PortTop.Tui.State;

namespace PortTop.Tui.Bars;

/// <summary>What the panels of the detail are called, in their titles and in line 1.</summary>
internal static class PanelNames
{
    private static readonly (string Long, string Short)[] Names =
    [
        (string.Empty, string.Empty),
        ("Ledger: where did the ports go?", "Ledger"),
        ("Demand: by how much is it too much?", "Demand"),
        ("Used, 3 min back and 1 min on", "Used"),
        ("TIME-WAIT coming back, next 62 s", "TIME-WAIT back"),
        ("Range map: what each port is to this pool", "Range map"),
        ("Owners and states", "Owners"),
        ("Knobs: the sysctls that decide", "Knobs"),
        ("Do, least harm first", "Do"),
        ("Sockets", "Sockets"),
        ("Beside it", "Beside it"),
    ];

    private static readonly (string Long, string Short) NatName = ("Source NAT: range, who is behind", "Source NAT");

    /// <summary>The name of a panel where room is short.</summary>
    internal static string Short(UiState state, DetailPanel panel) => Of(state, panel).Short;

    /// <summary>Its two names.</summary>
    internal static (string Long, string Short) Of(UiState state, DetailPanel panel)
        => panel == DetailPanel.Demand && state.Opened is { IsNat: true } ? NatName : Names[(int)panel];
}
