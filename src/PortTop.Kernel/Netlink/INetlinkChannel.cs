namespace PortTop.Kernel.Netlink;

/// <summary>A conversation with the kernel over netlink, or with something that stands in for it.</summary>
public interface INetlinkChannel : IDisposable
{
    /// <summary>Sends one request.</summary>
    /// <exception cref="NetlinkException">It could not be sent.</exception>
    void Send(ReadOnlySpan<byte> request);

    /// <summary>Receives one datagram and returns its length in bytes; it holds one or more netlink messages.</summary>
    /// <exception cref="NetlinkException">Nothing could be received, or it was longer than <paramref name="buffer"/>.</exception>
    int Receive(Span<byte> buffer);
}
