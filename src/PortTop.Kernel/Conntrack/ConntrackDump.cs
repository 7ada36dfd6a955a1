using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;
using PortTop.Kernel.Netlink;
using PortTop.Model;

namespace PortTop.Kernel.Conntrack;

/// <summary>
/// Dumps the connection tracking table over ctnetlink (<c>ctnetlink_dump_table</c> in <c>net/netfilter/nf_conntrack_netlink.c</c>).
/// </summary>
/// <param name="open">Opens a channel of NETLINK_NETFILTER. Opening and asking load modules that are missing: look first.</param>
public sealed class ConntrackDump(Func<INetlinkChannel> open)
{
    /// <summary>NFNL_SUBSYS_CTNETLINK, in the upper byte of each message's type.</summary>
    private const ushort NFNL_SUBSYS_CTNETLINK = 1;
    private const ushort IPCTNL_MSG_CT_GET = 1;

    /// <summary>A header and <c>struct nfgenmsg</c>.</summary>
    private const int RequestLength = NetlinkMessage.HeaderLength + 4;

    /// <summary>The kernel fills at most 32 KiB a datagram.</summary>
    private const int BufferLength = 32 * 1024;
    private const int Attempts = 2;

    private uint _sequence;

    /// <summary>Pushes every TCP and UDP entry.</summary>
    /// <exception cref="NetlinkException">The kernel refused, or its replies made no sense twice over.</exception>
    public void Read(ITrackedFlowSink sink)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                sink.Restart();
                ReadOnce(sink);
                return;
            }
            catch (NetlinkException problem) when (!problem.IsRefusal && !problem.IsTimeout && attempt < Attempts)
            {
                // Replies may have been lost, or their order: from the beginning once more.
            }
        }
    }

    private void ReadOnce(ITrackedFlowSink sink)
    {
        using var channel = open();
        var buffer = GC.AllocateUninitializedArray<byte>(BufferLength, pinned: true);
        _sequence++;
        Span<byte> request = stackalloc byte[RequestLength];
        request.Clear();
        MemoryMarshal.Write(request, RequestLength);
        MemoryMarshal.Write(request[4..], (ushort)((NFNL_SUBSYS_CTNETLINK << 8) | IPCTNL_MSG_CT_GET));
        MemoryMarshal.Write(request[6..], (ushort)(NetlinkMessage.NLM_F_REQUEST | NetlinkMessage.NLM_F_DUMP));
        MemoryMarshal.Write(request[8..], _sequence);
        channel.Send(request);
        while (!TakeDatagram(buffer.AsSpan(0, channel.Receive(buffer)), sink))
        {
        }
    }

    /// <summary>True when the dump is at its end.</summary>
    private bool TakeDatagram(ReadOnlySpan<byte> datagram, ITrackedFlowSink sink)
    {
        while (!datagram.IsEmpty)
        {
            var message = NetlinkMessage.Take(ref datagram);
            if (message.Sequence != _sequence)
            {
                continue;
            }

            switch (message.Type)
            {
                case NetlinkMessage.NLMSG_NOOP:
                    break;
                case NetlinkMessage.NLMSG_OVERRUN:
                    throw new NetlinkException("ctnetlink replies were lost", Errno.ENOBUFS);
                case NetlinkMessage.NLMSG_ERROR or NetlinkMessage.NLMSG_DONE:
                    var error = message.ErrorNumber();
                    return error == 0 ? true : throw new NetlinkException("ctnetlink dump", error);
                default:
                    if (message.Type >> 8 == NFNL_SUBSYS_CTNETLINK && ConntrackMessage.TryRead(message.Payload, out var flow))
                    {
                        sink.Add(flow);
                    }

                    break;
            }
        }

        return false;
    }
}
