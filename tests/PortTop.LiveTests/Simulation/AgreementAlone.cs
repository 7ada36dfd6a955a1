namespace PortTop.LiveTests.Simulation;

/// <summary>
/// What goes by seconds of the real clock, and in which close() must be the end of a socket (<see cref="Support.Forks"/>): for as long
/// nobody else can start a process.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AgreementAlone
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "agreement, alone";
}
