namespace PortTop.Simulation;

/// <summary>The scenarios by name.</summary>
public static class ScenarioCatalog
{
    /// <summary>Every scenario, the classic incident first.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("beats", "short connections fill a pool, and connect() fails in beats", 180, Incidents.Beats),
        new("settles", "short connections again, but the pool settles below its size", 45, Incidents.Settles),
        new("retry-storm", "a server that does not answer, and clients that try again", 95, Incidents.RetryStorm),
        new("close-wait-leak", "an application that never closes what its peers closed", 60, Incidents.CloseWaitLeak),
        new("bind-first", "a proxy that binds before it connects: one pool for all targets", 110, Incidents.BindFirst),
        new("grows", "connections that are opened and never closed", 60, Incidents.Grows),
        new("one-address", "one source address of two has all the connections", 60, Incidents.OneAddress),
        new("narrow-range", "a range of a thousand ports, set by somebody", 110, Incidents.NarrowRange),
        new("descriptors", "a process that is out of descriptors before it is out of ports", 60, Incidents.Descriptors),
        new("namespaces", "a pod that runs out of ports on a host that does not", 58, Incidents.Namespaces),
        new("giant", "a healthy giant: 190,000 connections in 10,000 pools", 8, HealthySites.Giant),
        new("healthy", "a usual machine, nothing is wrong", 75, HealthySites.Usual),
    ];

    /// <summary>The scenario of that name, null for none.</summary>
    public static Scenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);
}
