namespace PortTop.Model;

/// <summary>What a port of the range is to one pool. A port that is several of these is the first of them.</summary>
public enum PortUse
{
    /// <summary>It is reserved: <c>ip_local_reserved_ports</c>.</summary>
    Reserved,

    /// <summary>A listener or a bound socket holds it against every target.</summary>
    Held,

    /// <summary>A socket of this pool is in CLOSE-WAIT on it.</summary>
    CloseWait,

    /// <summary>Another live socket of this pool is on it.</summary>
    InUse,

    /// <summary>It is held in TIME-WAIT by this pool.</summary>
    TimeWait,

    /// <summary>It is in TIME-WAIT, and connect() takes it over when it needs it: free, see <see cref="TimeWaitReuse"/>.</summary>
    Reusable,

    /// <summary>By all signs bind() took it for a socket of another pool: not counted as free.</summary>
    Suspected,

    /// <summary>Other pools use it; this one may have it all the same.</summary>
    Others,

    /// <summary>Nobody uses it.</summary>
    Free,
}
