namespace PortTop.Model;

/// <summary>Reads the sockets that a process holds, a piece at a time, so that a process with very many delays nothing.</summary>
public interface IDescriptorWalk : IDisposable
{
    /// <summary>The next inodes of sockets.</summary>
    /// <param name="inodes">Takes them; <see cref="MaxInodes"/> hold every piece.</param>
    /// <returns>How many, perhaps 0; null at the end.</returns>
    int? Read(Span<uint> inodes);

    /// <summary>The most that a piece has.</summary>
    const int MaxInodes = 512;
}
