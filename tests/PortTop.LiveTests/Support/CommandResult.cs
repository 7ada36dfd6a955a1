namespace PortTop.LiveTests.Support;

/// <summary>What a program came to.</summary>
internal sealed record CommandResult(int Status, string Output, string Errors);
