namespace PortTop.Simulation;

/// <summary>A made-up situation.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Summary">What it shows, in a line.</param>
/// <param name="WarmUp">Seconds that have passed when somebody begins to look.</param>
/// <param name="Build">Makes its network namespaces, the one that is looked at first.</param>
public sealed record Scenario(string Name, string Summary, double WarmUp, Func<ScenarioSettings, IReadOnlyList<SimulatedMachine>> Build);
