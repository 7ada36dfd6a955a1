using PortTop.Model;

namespace PortTop.Simulation;

/// <summary>Answers for single ports of a made-up kernel, at once and for nothing.</summary>
/// <param name="machine">The machine.</param>
internal sealed class SimulatedAsker(SimulatedMachine machine) : IPortAsker
{
    /// <inheritdoc/>
    public string? Problem => null;

    /// <inheritdoc/>
    public string? WhySample => null;

    /// <inheritdoc/>
    public int Ask(ReadOnlySpan<ushort> ports, Span<bool> isHeld, ushort spare, TimeSpan allowance, out TimeSpan cost)
    {
        for (var i = 0; i < ports.Length; i++)
        {
            isHeld[i] = machine.Kernel.IsHeld(ports[i]);
        }

        cost = TimeSpan.Zero;
        return ports.Length;
    }
}
