namespace PortTop.Simulation;

/// <summary>What a scenario is made with.</summary>
/// <param name="Seed">Makes everything that happens by chance.</param>
/// <param name="Start">When it begins.</param>
public sealed record ScenarioSettings(int Seed, DateTimeOffset Start);
