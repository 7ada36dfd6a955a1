namespace PortTop.Model;

/// <summary>Local ports that programs use for connections and that the kernel does not hand out of the ephemeral range.</summary>
public enum WindowKind : byte
{
    /// <summary>None: the ephemeral range.</summary>
    None,

    /// <summary>
    /// Ports below 1,024, from which programs connect that show by it that root runs them: bindresvport(3), rresvport(3), NFS.
    /// </summary>
    Privileged,

    /// <summary>
    /// Ports outside the range that programs choose themselves with bind(). How many they have to choose from nobody can see.
    /// </summary>
    Chosen,

    /// <summary>
    /// One local port with many remote ends that never repeat: connections that a server accepted whose listener is gone.
    /// </summary>
    Served,

    /// <summary>
    /// The part of the range that one program may use (<c>IP_LOCAL_PORT_RANGE</c>, Linux 6.3): it is full before the pool is.
    /// </summary>
    OwnRange,
}

/// <summary>The window that a pool draws its ports from, where that is not the ephemeral range.</summary>
/// <param name="Kind">Which window.</param>
/// <param name="Ports">The ports: all of them, or from the lowest to the highest that are used where the window has no known end.</param>
public sealed record PoolWindow(WindowKind Kind, PortRange Ports)
{
    /// <summary>How many remote ends a served port has; 0 of all other windows.</summary>
    public int Ends { get; init; }
}
