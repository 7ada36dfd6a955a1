namespace PortTop.Tui.State;

/// <summary>Which page of text covers the screen.</summary>
public enum PageKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>Keys, columns, states, what is not seen.</summary>
    Help,

    /// <summary>The range, who holds its ports, what each local address has left, the sysctls.</summary>
    Ports,

    /// <summary>Why a pool stands as it does, and what can be done.</summary>
    Why,

    /// <summary>Six lines for the chat.</summary>
    Chat,

    /// <summary>Source NAT: its rules, pools and counters.</summary>
    Nat,

    /// <summary>What happened, what failed, what the kernel counts.</summary>
    Events,

    /// <summary>Asks the kernel whether it still gives a port of a pool.</summary>
    Probe,
}
