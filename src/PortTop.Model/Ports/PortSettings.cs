namespace PortTop.Model;

/// <summary>What the sysctls of a network namespace say about source ports.</summary>
/// <param name="Range"><c>net.ipv4.ip_local_port_range</c>, which serves IPv4 and IPv6, TCP and UDP.</param>
/// <param name="Reserved"><c>net.ipv4.ip_local_reserved_ports</c>; ports outside the range may be among them.</param>
/// <param name="Reuse">When TIME-WAIT ports are given out again.</param>
public sealed record PortSettings(PortRange Range, PortSet Reserved, TimeWaitReuse Reuse)
{
    private const int NamedRanges = 4;

    private string? _reservedText;

    /// <summary>
    /// connect() does not look at even offsets first (<c>net.ipv4.ip_local_port_step_width</c>, Linux 7.1): nothing can be inferred from
    /// parity.
    /// </summary>
    public bool HasStepWidth { get; init; }

    /// <summary>The reserved ports in few words: 32900-32911,40100.</summary>
    public string ReservedText => _reservedText ??= Reserved.ToText(NamedRanges);

    /// <summary>True when both are set alike.</summary>
    public bool IsSameAs(PortSettings other)
        => Range == other.Range && Reuse == other.Reuse && HasStepWidth == other.HasStepWidth && Reserved.IsSameAs(other.Reserved);
}
