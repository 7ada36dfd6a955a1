using System.Globalization;

namespace PortTop.Model;

/// <summary>The two ends of a pool as text, by RFC 5952; nothing here allocates. 64 characters hold either.</summary>
public static class AddressText
{
    /// <summary>
    /// Writes the local address; * for every one of IPv4, which sockets of IPv6 that speak both compete with, and :: for every one of IPv6.
    /// </summary>
    public static int WriteSource(in PoolKey key, Span<char> destination)
    {
        if (key.Source == IpAddress.AnyIPv4)
        {
            destination[0] = '*';
            return 1;
        }

        key.Source.TryFormat(destination, out var written, default, null);
        written += WriteZone(key.Interface, destination[written..]);
        return written + (key.Zone != 0 && destination[written..].TryWrite(CultureInfo.InvariantCulture, $" zone {key.Zone}", out var zone) ? zone : 0);
    }

    /// <summary>
    /// Writes the remote address and port: 10.8.0.12:5432, [2001:db8::5]:443; of source NAT: NAT 198.51.100.9:443; of a pool that counts
    /// for every destination what it is: bind 10.0.2.15 any, UDP any.
    /// </summary>
    public static int WriteDestination(in PoolKey key, Span<char> destination)
    {
        var written = 0;
        if (key.HasDestination)
        {
            Append(Prefix(key), destination, ref written);
            return written + WriteEndpoint(key.Destination, key.Destination.IsLinkLocalIPv6 ? key.Interface : 0, key.Port, destination[written..]);
        }

        if (key.Kind == PoolKind.Window)
        {
            written = WriteWindow(key, destination);
            return written + WriteSource(key, destination[written..]);
        }

        Append(key.Protocol == Protocol.Udp ? "UDP " : string.Empty, destination, ref written);
        if (key.Kind == PoolKind.Bind)
        {
            Append("bind ", destination, ref written);
        }

        if (key.Kind == PoolKind.Bind || key.Source != IpAddress.AnyIPv4)
        {
            written += WriteSource(key, destination[written..]);
            Append(" ", destination, ref written);
        }

        Append("any", destination, ref written);
        return written;
    }

    /// <summary>
    /// What stands before a remote address: "NAT ", "NAT UDP ", "own " of one program's part of the range; nothing of most.
    /// </summary>
    internal static string Prefix(in PoolKey key) => key switch
    {
        { IsNat: true, Protocol: Protocol.Udp } => "NAT UDP ",
        { IsNat: true } => "NAT ",
        { Window: WindowKind.OwnRange } => "own ",
        _ => string.Empty,
    };

    /// <summary>Writes which window it is, with a blank behind: "below 1024 ", "chosen ", "port 40100 of ".</summary>
    internal static int WriteWindow(in PoolKey key, Span<char> destination)
    {
        var written = 0;
        if (key.Window == WindowKind.Served && destination.TryWrite(CultureInfo.InvariantCulture, $"port {key.Port} of ", out written))
        {
            return written;
        }

        Append(key.Window == WindowKind.Privileged ? "below 1024 " : "chosen ", destination, ref written);
        return written;
    }

    /// <summary>Writes an address and a port, IPv6 in brackets.</summary>
    public static int WriteEndpoint(IpAddress address, uint zone, ushort port, Span<char> destination)
    {
        var written = 0;
        if (!address.IsIPv4)
        {
            destination[written++] = '[';
        }

        address.TryFormat(destination[written..], out var length, default, null);
        written += length;
        written += WriteZone(zone, destination[written..]);
        if (!address.IsIPv4)
        {
            destination[written++] = ']';
        }

        destination[written..].TryWrite(CultureInfo.InvariantCulture, $":{port}", out length);
        return written + length;
    }

    /// <summary>"source → destination:port" as a string, for messages; <paramref name="arrow"/> as the terminal can show it.</summary>
    public static string Describe(in PoolKey key, string arrow = "→")
    {
        Span<char> source = stackalloc char[64];
        Span<char> destination = stackalloc char[64];
        var sourceLength = WriteSource(key, source);
        var destinationLength = WriteDestination(key, destination);
        return key.HasDestination ? $"{source[..sourceLength]} {arrow} {destination[..destinationLength]}" : destination[..destinationLength].ToString();
    }

    private static void Append(string text, Span<char> destination, ref int written)
    {
        text.CopyTo(destination[written..]);
        written += text.Length;
    }

    /// <summary>The interface as the zone of RFC 4007, by its index: %2.</summary>
    private static int WriteZone(uint index, Span<char> destination)
        => index != 0 && destination.TryWrite(CultureInfo.InvariantCulture, $"%{index}", out var written) ? written : 0;
}
