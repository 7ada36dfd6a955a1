namespace PortTop.Model;

/// <summary>What came of the attempts of a pool between two polls, as far as that is known.</summary>
public enum PoolTurn
{
    /// <summary>Nothing is known of it, or nothing was opened.</summary>
    Unknown,

    /// <summary>Some connections were opened.</summary>
    Some,

    /// <summary>Connections were opened, and by all that is known no attempt failed.</summary>
    Worked,

    /// <summary>Nobody asked for one though there were ports: far fewer came than is usual.</summary>
    Idle,
}
