using System.Globalization;

namespace PortTop.Model;

/// <summary>The two ends of a pool as text, by RFC 5952; nothing here allocates. 64 characters hold either.</summary>
public static class AddressText
{
    /// <summary>Writes the local address.</summary>
    public static int WriteSource(in PoolKey key, Span<char> destination)
    {
        key.Source.TryFormat(destination, out var written, default, null);
        return written + WriteZone(key.Interface, destination[written..]);
    }

    /// <summary>Writes the remote address and port: 10.8.0.12:5432, [2001:db8::5]:443.</summary>
    public static int WriteDestination(in PoolKey key, Span<char> destination)
        => WriteEndpoint(key.Destination, key.Destination.IsLinkLocalIPv6 ? key.Interface : 0, key.Port, destination);

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
        return $"{source[..sourceLength]} {arrow} {destination[..destinationLength]}";
    }

    /// <summary>The interface as the zone of RFC 4007, by its index: %2.</summary>
    private static int WriteZone(uint index, Span<char> destination)
        => index != 0 && destination.TryWrite(CultureInfo.InvariantCulture, $"%{index}", out var written) ? written : 0;
}
