namespace PortTop.LiveTests.Ports;

/// <summary>What the namespace of a population is set to, and where its servers are.</summary>
internal sealed record PopulationRules
{
    /// <summary>The first port of the range.</summary>
    internal required int Low { get; init; }

    /// <summary>The last port of the range.</summary>
    internal required int High { get; init; }

    /// <summary>The reserved ports, as the sysctl has them.</summary>
    internal required string Reserved { get; init; }

    /// <summary>tcp_tw_reuse.</summary>
    internal required int Reuse { get; init; }

    /// <summary>tcp_tw_reuse_delay, in milliseconds.</summary>
    internal required int ReuseDelay { get; init; }

    /// <summary>Each server listens on this port.</summary>
    internal required int FirstServerPort { get; init; }

    /// <summary>And on so many in all.</summary>
    internal required int ServerPorts { get; init; }

    /// <summary>How many ports the range has.</summary>
    internal int Size => High - Low + 1;

    /// <summary>How many of them are not reserved.</summary>
    internal int Usable => Size - Reserved.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct().Count();

    /// <summary>True for a port that servers listen on.</summary>
    internal bool IsServer(int port) => port >= FirstServerPort && port < FirstServerPort + ServerPorts;

    public override string ToString()
        => $"range {Low}-{High}, reserved \"{Reserved}\", tcp_tw_reuse {Reuse} after {ReuseDelay} ms, servers from {FirstServerPort}";
}
