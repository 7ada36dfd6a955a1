namespace PortTop.Model;

/// <summary>What a pool comes to.</summary>
public enum ProspectKind
{
    /// <summary>Too little is known to say.</summary>
    Unknown,

    /// <summary>Its use stays at a share of its ports, or settles there.</summary>
    Settles,

    /// <summary>It grows on and is full at some time.</summary>
    FullIn,

    /// <summary>More is asked for than fits: a share of the attempts fails.</summary>
    Fails,
}
