namespace PortTop.Model;

/// <summary>Asks for nothing, and says why.</summary>
/// <param name="problem">Why nothing is asked for.</param>
public sealed class SilentAsker(string problem) : IPortAsker
{
    /// <inheritdoc/>
    public string Problem { get; } = problem;

    /// <inheritdoc/>
    public string? WhySample => null;

    /// <inheritdoc/>
    public int Ask(ReadOnlySpan<ushort> ports, Span<bool> isHeld, ushort spare, TimeSpan allowance, out TimeSpan cost)
    {
        cost = TimeSpan.Zero;
        return 0;
    }
}
