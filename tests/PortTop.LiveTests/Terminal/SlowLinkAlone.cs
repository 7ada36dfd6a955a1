namespace PortTop.LiveTests.Terminal;

/// <summary>Twenty seconds of a story in each second keep a core busy: beside it no other test could tell time.</summary>
[CollectionDefinition(nameof(SlowLinkAlone), DisableParallelization = true)]
public sealed class SlowLinkAlone;
