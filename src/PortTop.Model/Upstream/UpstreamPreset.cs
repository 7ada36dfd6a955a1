namespace PortTop.Model;

/// <summary>The budget of ports that a vendor's NAT has, with the place where that is written.</summary>
/// <param name="Id">Its name in settings.</param>
/// <param name="Name">Its name in sentences.</param>
/// <param name="Unit">Who shares the ports.</param>
/// <param name="Ports">
/// Ports for each destination: of one address where <see cref="UpstreamUnit.Gateway"/>, otherwise of this machine; null where a person has
/// to say.
/// </param>
public sealed record UpstreamPreset(string Id, string Name, UpstreamUnit Unit, int? Ports)
{
    /// <summary>Further addresses of the NAT bring as many ports again.</summary>
    public bool AddsByAddress { get; init; } = true;

    /// <summary>
    /// However many addresses there are, a machine has no more than this; null for no such bound. It does not hold for a number that a
    /// person sets.
    /// </summary>
    public int? Ceiling { get; init; }

    /// <summary>
    /// The ports are given bit by bit, beginning with <see cref="Ports"/>, up to so many; null where they are all there at once.
    /// </summary>
    public int? GrowsTo { get; init; }

    /// <summary>
    /// Seconds for which the NAT holds a port after its connection was closed by FIN; null where the vendor does not say.
    /// </summary>
    public int? HoldSeconds { get; init; }

    /// <summary>How it gets more ports: what to change, in a few words.</summary>
    public required string Wider { get; init; }

    /// <summary>Stands in <see cref="WiderCommand"/> where the number of ports belongs.</summary>
    internal const string PortsPlace = "{ports}";

    /// <summary>The command for that, with words in capitals where names belong; null for none.</summary>
    public string? WiderCommand { get; init; }

    /// <summary>The way past the NAT that the vendor has for its own services and for those of partners; null for none.</summary>
    public string? PrivateWay { get; init; }

    /// <summary>Where the figures are written: an address, or the name of a document.</summary>
    public required string Source { get; init; }

    /// <summary>The month in which that was so.</summary>
    public required string AsOf { get; init; }
}
