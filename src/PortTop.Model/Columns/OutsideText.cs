using System.Globalization;

namespace PortTop.Model;

/// <summary>Connections from ports outside the range, in words.</summary>
public static class OutsideText
{
    /// <summary>The sentence; null for none and where it cannot be told.</summary>
    public static string? Describe(OutsidePorts? outside) => outside is { Sockets: > 0 } found
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Sockets:N0} {(found.Sockets == 1 ? "connection" : "connections")} from {found.Ports:N0} "
            + $"{(found.Ports == 1 ? "port" : "ports")} outside the range, "
            + $"chosen by the applications themselves: they are no part of any pool of the range (kind:window)")
        : null;
}
