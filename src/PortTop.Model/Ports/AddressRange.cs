using System.Globalization;

namespace PortTop.Model;

/// <summary>Addresses from one to another, both included, of one family.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last, not before <paramref name="First"/>.</param>
public readonly record struct AddressRange(IpAddress First, IpAddress Last)
{
    /// <summary>True when <paramref name="address"/> lies in the range.</summary>
    public bool Contains(IpAddress address) => address.CompareTo(First) >= 0 && address.CompareTo(Last) <= 0 && address.IsIPv4 == First.IsIPv4;

    /// <summary>The addresses of a prefix.</summary>
    /// <param name="address">Any address of it.</param>
    /// <param name="length">Its length in bits; more than the address has means that address alone.</param>
    public static AddressRange OfPrefix(IpAddress address, int length)
    {
        Span<byte> first = stackalloc byte[16];
        var bytes = address.WriteBytes(first);
        Span<byte> last = stackalloc byte[16];
        first.CopyTo(last);
        for (var i = 0; i < bytes; i++)
        {
            var free = Math.Clamp(8 * (i + 1) - length, 0, 8);
            first[i] &= (byte)(0xff << free);
            last[i] |= (byte)((1 << free) - 1);
        }

        return new AddressRange(IpAddress.FromBytes(first[..bytes]), IpAddress.FromBytes(last[..bytes]));
    }

    /// <summary>Reads 10.0.0.1, 10.0.0.0/8 or 10.0.0.1-10.0.0.9, and the same of IPv6.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out AddressRange range)
    {
        range = default;
        var (slash, dash) = (text.IndexOf('/'), text.IndexOf('-'));
        var end = slash >= 0 ? slash : dash >= 0 ? dash : text.Length;
        if (!IpAddress.TryParse(text[..end], out var first))
        {
            return false;
        }

        if (slash >= 0)
        {
            if (!byte.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > (first.IsIPv4 ? 32 : 128))
            {
                return false;
            }

            range = OfPrefix(first, length);
            return true;
        }

        var last = first;
        if (dash >= 0 && !IpAddress.TryParse(text[(dash + 1)..], out last))
        {
            return false;
        }

        range = new AddressRange(first, last);
        return first.IsIPv4 == last.IsIPv4 && first.CompareTo(last) <= 0;
    }

    /// <summary>Addresses that are known to be right.</summary>
    internal static AddressRange Parse(string text) => TryParse(text, out var range) ? range : throw new ArgumentException(text, nameof(text));

    /// <summary>The prefix, the address alone, or both ends.</summary>
    public override string ToString()
    {
        if (First == Last)
        {
            return First.ToString();
        }

        for (var length = First.IsIPv4 ? 31 : 127; length >= 0; length--)
        {
            if (OfPrefix(First, length) == this)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{First}/{length}");
            }
        }

        return $"{First}-{Last}";
    }
}
