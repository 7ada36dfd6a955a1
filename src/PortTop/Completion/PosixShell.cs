namespace PortTop.Completion;

/// <summary>What bash and zsh have in common. fish quotes in another way.</summary>
internal static class PosixShell
{
    /// <summary>A text in single quotes (XCU 2.2.2).</summary>
    internal static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
