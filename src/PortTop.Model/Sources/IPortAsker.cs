namespace PortTop.Model;

/// <summary>
/// Asks for single ports whether bind() holds them: whether connect() gives the port to nobody, whatever the target. No dump tells that of
/// a port with
/// sockets on it (<c>tb->fastreuse</c> in <c>__inet_hash_connect</c>, <c>net/ipv4/inet_hashtables.c</c>). Used by one thread at a time.
/// </summary>
public interface IPortAsker
{
    /// <summary>Why no port is asked for; null where ports are asked for, or nothing was asked yet.</summary>
    string? Problem { get; }

    /// <summary>
    /// Why only a sample is asked for: each question is a burden beyond its own time. Null where there is no such reason.
    /// </summary>
    string? WhySample { get; }

    /// <summary>
    /// Asks for ports of the range, each of which has a socket on it, in their order, until the allowance is used up or an answer says
    /// nothing.
    /// </summary>
    /// <param name="ports">The ports.</param>
    /// <param name="isHeld">The answers, true where bind() holds the port; as long as <paramref name="ports"/>.</param>
    /// <param name="spare">
    /// A port of the range without any socket, one of many, that may be bound for some microseconds to see that it is then called held; 0
    /// for none. A port with sockets must not: before
    /// Linux 6.18 it would stay held for as long as they are there.
    /// </param>
    /// <param name="allowance">The processor time that this may take.</param>
    /// <param name="cost">The processor time that it took.</param>
    /// <returns>How many of the ports were answered, from the first on.</returns>
    int Ask(ReadOnlySpan<ushort> ports, Span<bool> isHeld, ushort spare, TimeSpan allowance, out TimeSpan cost);
}
