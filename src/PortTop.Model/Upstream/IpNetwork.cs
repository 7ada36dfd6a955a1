using System.Globalization;

namespace PortTop.Model;

/// <summary>A network in CIDR form (RFC 4632, RFC 4291): an address and how many of its leading bits count.</summary>
public readonly record struct IpNetwork
{
    private const int IPv4Bits = 32;
    private const int IPv6Bits = 128;

    private readonly IpAddress _address;
    private readonly byte _length;

    private IpNetwork(IpAddress address, byte length)
    {
        _address = address;
        _length = length;
    }

    /// <summary>Reads 10.8.0.0/16 or 2001:db8::/32; an address alone is a network of one. Bits behind the length do not matter.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IpNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/');
        if (!IpAddress.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return false;
        }

        var most = (byte)(address.IsIPv4 ? IPv4Bits : IPv6Bits);
        var length = most;
        if (slash >= 0 && (!byte.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > most))
        {
            return false;
        }

        network = new IpNetwork(address, length);
        return true;
    }

    /// <summary>A network that is known to be right.</summary>
    internal static IpNetwork Parse(string text) => TryParse(text, out var network) ? network : throw new ArgumentException(text, nameof(text));

    /// <summary>True for an address of the network; never for one of the other family.</summary>
    public bool Contains(IpAddress address)
    {
        if (address.IsIPv4 != _address.IsIPv4)
        {
            return false;
        }

        Span<byte> own = stackalloc byte[16];
        Span<byte> other = stackalloc byte[16];
        _ = _address.WriteBytes(own);
        _ = address.WriteBytes(other);
        var whole = _length / 8;
        var rest = _length % 8;
        return own[..whole].SequenceEqual(other[..whole]) && (rest == 0 || (own[whole] ^ other[whole]) >> (8 - rest) == 0);
    }
}
