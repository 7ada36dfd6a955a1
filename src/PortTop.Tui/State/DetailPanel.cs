namespace PortTop.Tui.State;

/// <summary>The panels of the detail, by the number that enlarges them.</summary>
public enum DetailPanel
{
    /// <summary>All of them, as many as fit.</summary>
    All,

    /// <summary>Where the ports went.</summary>
    Ledger,

    /// <summary>What is asked, what fits; of source NAT its rule and who is behind.</summary>
    Demand,

    /// <summary>The use, back and ahead.</summary>
    Used,

    /// <summary>The ports that come back out of TIME-WAIT.</summary>
    Coming,

    /// <summary>The range, port by port.</summary>
    Map,

    /// <summary>Who has the sockets, and their states.</summary>
    Owners,

    /// <summary>The sysctls.</summary>
    Knobs,

    /// <summary>What can be done.</summary>
    Remedies,

    /// <summary>The sockets.</summary>
    Sockets,

    /// <summary>What lies beside the pool: shown where there is room, and a part of the enlarged ledger. No number enlarges it.</summary>
    Beside,
}
