namespace PortTop.Model;

/// <summary>What came of the attempts of a pool between two polls, as far as that is known.</summary>
public enum AttemptOutcome
{
    /// <summary>Nothing is known of it, or nothing was opened.</summary>
    Unknown,

    /// <summary>Some connections were opened.</summary>
    Some,

    /// <summary>Connections were opened, and by all that is known no attempt failed.</summary>
    Worked,

    /// <summary>Nothing was opened for some seconds though there were ports: the clients are gone, and not late.</summary>
    Idle,
}
