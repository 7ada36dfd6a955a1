namespace PortTop.Model;

/// <summary>How what is uncertain is taken to go on.</summary>
internal enum Future
{
    /// <summary>As it is by all that was seen.</summary>
    Likely,

    /// <summary>More connections that live longer: the earliest end.</summary>
    Early,

    /// <summary>Fewer connections that live shorter: the latest end.</summary>
    Late,

    /// <summary>No connection outlives the oldest that was seen: what fills even so, fills for certain.</summary>
    Frontier,
}
