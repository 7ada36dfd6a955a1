namespace PortTop.Tests.Tui;

/// <summary>Memory is counted of the whole process: nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(SoakAlone), DisableParallelization = true)]
public sealed class SoakAlone;
