namespace PortTop.LiveTests.Failures;

/// <summary>
/// The tracepoint sees failures of all network namespaces: where records are lost nobody can say whose, so other tests that fail on purpose
/// must not run beside these.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FailuresAlone
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "failures, alone";
}
