using PortTop.Model;

namespace PortTop.Simulation;

/// <summary>A made-up process and the sockets that it has open.</summary>
/// <param name="description">Who it is.</param>
/// <param name="limit">Its soft limit of descriptors.</param>
public sealed class SimulatedProcess(ProcessDescription description, long limit)
{
    /// <summary>Descriptors that are no connections: standard streams, files, an event poll.</summary>
    private const int Others = 12;

    /// <summary>Who it is.</summary>
    public ProcessDescription Description { get; } = description;

    /// <summary>Its descriptors.</summary>
    public DescriptorUse Descriptors => new(Others + Sockets.Count, limit, Math.Max(limit, 524_288));

    /// <summary>No descriptor is left: socket() fails with EMFILE before any port is asked for.</summary>
    public bool IsOutOfDescriptors => Descriptors.IsFull;

    /// <summary>Its sockets.</summary>
    internal HashSet<SimulatedSocket> Sockets { get; } = [];
}
