using PortTop.Model;

namespace PortTop.Simulation;

/// <summary>The sockets of a made-up process, in pieces.</summary>
/// <param name="inodes">Their inodes.</param>
internal sealed class SimulatedWalk(uint[] inodes) : IDescriptorWalk
{
    private int _read;

    /// <inheritdoc/>
    public int? Read(Span<uint> piece)
    {
        if (_read == inodes.Length)
        {
            return null;
        }

        var length = Math.Min(piece.Length, inodes.Length - _read);
        inodes.AsSpan(_read, length).CopyTo(piece);
        _read += length;
        return length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // There is nothing to give back.
    }
}
