namespace PortTop.Model;

/// <summary>What changes rarely and is told beside the pools.</summary>
/// <param name="Addresses">The addresses of the network namespace.</param>
/// <param name="Knobs">The sysctls that decide about source ports.</param>
public sealed record Surroundings(IReadOnlyList<LocalAddress> Addresses, IReadOnlyList<Knob> Knobs)
{
    /// <summary>The cloud that the machine looks like; null where it looks like none.</summary>
    public CloudPlatform? Cloud { get; init; }

    /// <summary>Nothing is known.</summary>
    public static Surroundings Unknown { get; } = new([], []);
}
