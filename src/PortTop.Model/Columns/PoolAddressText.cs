using System.Globalization;

namespace PortTop.Model;

/// <summary>
/// The two ends of a pool as text, by name where they have one: payments-db:5432; shop 10.8.0.12:5432 where the name is that of a network.
/// Nothing here allocates but <see cref="Describe(in PoolKey, PoolNames, string)"/>. 64 characters hold either; where a name has no room in
/// them the address stands alone.
/// </summary>
public static class PoolAddressText
{
    /// <summary>Writes the local address.</summary>
    public static int WriteSource(PoolSample pool, Span<char> destination) => WriteSource(pool.Key, pool.Names, destination);

    /// <summary>Writes the remote address and port.</summary>
    public static int WriteDestination(PoolSample pool, Span<char> destination) => WriteDestination(pool.Key, pool.Names, destination);

    /// <summary>"source → destination:port" as a string, for messages; <paramref name="arrow"/> as the terminal can show it.</summary>
    public static string Describe(PoolSample pool, string arrow) => Describe(pool.Key, pool.Names, arrow);

    /// <summary>The same of a pool that may be gone.</summary>
    public static string Describe(in PoolKey key, PoolNames names, string arrow)
    {
        if (!names.HasAny)
        {
            return AddressText.Describe(key, arrow);
        }

        Span<char> source = stackalloc char[64];
        Span<char> destination = stackalloc char[64];
        source = source[..WriteSource(key, names, source)];
        destination = destination[..WriteDestination(key, names, destination)];
        return key.HasDestination ? $"{source} {arrow} {destination}" : destination.ToString();
    }

    /// <summary>
    /// The remote address and port by its name, if it has one, and the address behind that: payments-db:5432 (10.8.0.12:5432).
    /// </summary>
    public static string DescribeTarget(PoolSample pool)
    {
        Span<char> named = stackalloc char[64];
        Span<char> plain = stackalloc char[64];
        return Both(named[..WriteDestination(pool, named)], plain[..AddressText.WriteDestination(pool.Key, plain)]);
    }

    /// <summary>Both ends by name and address, for text that is read where nobody knows the names.</summary>
    public static string DescribeWhole(PoolSample pool, string arrow)
    {
        if (!pool.Key.HasDestination)
        {
            return DescribeTarget(pool);
        }

        Span<char> named = stackalloc char[64];
        Span<char> plain = stackalloc char[64];
        return $"{Both(named[..WriteSource(pool, named)], plain[..AddressText.WriteSource(pool.Key, plain)])} {arrow} {DescribeTarget(pool)}";
    }

    /// <summary>Writes the local address.</summary>
    public static int WriteSource(in PoolKey key, PoolNames names, Span<char> destination)
        => names.Source is { } name ? WriteSource(key, name, destination) : AddressText.WriteSource(key, destination);

    /// <summary>Writes the remote address and port.</summary>
    public static int WriteDestination(in PoolKey key, PoolNames names, Span<char> destination)
    {
        if (key.HasDestination && names.Destination is { } name)
        {
            return WriteTarget(key, name, destination);
        }

        if (!key.HasDestination && names.Source is { } source)
        {
            return WriteAny(key, source, destination);
        }

        return AddressText.WriteDestination(key, destination);
    }

    private static int WriteSource(in PoolKey key, AddressName name, Span<char> destination)
    {
        if (!name.IsOfNetwork)
        {
            return Append(name.Name, destination);
        }

        Span<char> address = stackalloc char[64];
        address = address[..AddressText.WriteSource(key, address)];
        return Join(name.Name, address, destination);
    }

    private static int WriteTarget(in PoolKey key, AddressName name, Span<char> destination)
    {
        var written = Append(AddressText.Prefix(key), destination);
        if (!name.IsOfNetwork)
        {
            return destination[written..].TryWrite(CultureInfo.InvariantCulture, $"{name.Name}:{key.Port}", out var length) ? written + length : written;
        }

        Span<char> address = stackalloc char[64];
        address = address[..AddressText.WriteEndpoint(key.Destination, key.Destination.IsLinkLocalIPv6 ? key.Interface : 0, key.Port, address)];
        return written + Join(name.Name, address, destination[written..]);
    }

    /// <summary>Of a pool that counts for every destination: bind NAME any, UDP bind NAME any.</summary>
    private static int WriteAny(in PoolKey key, AddressName source, Span<char> destination)
    {
        if (key.Kind == PoolKind.Window)
        {
            var window = AddressText.WriteWindow(key, destination);
            return window + WriteSource(key, source, destination[window..]);
        }

        var written = Append(key.Protocol == Protocol.Udp ? "UDP " : string.Empty, destination);
        written += Append(key.Kind == PoolKind.Bind ? "bind " : string.Empty, destination[written..]);
        written += WriteSource(key, source, destination[written..]);
        return written + Append(" any", destination[written..]);
    }

    private static int Join(ReadOnlySpan<char> name, ReadOnlySpan<char> address, Span<char> destination)
        => destination.TryWrite($"{name} {address}", out var written) ? written : Append(address, destination);

    private static string Both(ReadOnlySpan<char> named, ReadOnlySpan<char> plain)
        => named.EndsWith(plain, StringComparison.Ordinal) ? named.ToString() : $"{named} ({plain})";

    private static int Append(ReadOnlySpan<char> text, Span<char> destination) => text.TryCopyTo(destination) ? text.Length : 0;
}
