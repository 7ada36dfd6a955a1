namespace PortTop.Kernel.Conntrack;

/// <summary>What a program of the firewall wrote.</summary>
/// <param name="Text">Its standard output; null where it failed.</param>
/// <param name="Problem">Why it failed; null where it did not.</param>
internal readonly record struct ProgramOutput(string? Text, string? Problem);
