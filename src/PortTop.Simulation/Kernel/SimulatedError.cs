namespace PortTop.Simulation;

/// <summary>What a call of the made-up kernel comes to.</summary>
public enum SimulatedError
{
    /// <summary>It succeeded.</summary>
    None,

    /// <summary>connect() found no port: EADDRNOTAVAIL.</summary>
    AddressNotAvailable,

    /// <summary>bind() found no port, or the one that was asked for is taken: EADDRINUSE.</summary>
    AddressInUse,
}
