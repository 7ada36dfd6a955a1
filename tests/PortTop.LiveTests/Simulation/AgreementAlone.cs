namespace PortTop.LiveTests.Simulation;

/// <summary>
/// A process that another test starts has copies of all descriptors from fork() to exec(): what is closed here meanwhile keeps its port for a
/// millisecond, and the real kernel then has a port less than the made-up one.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AgreementAlone
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "agreement, alone";
}
