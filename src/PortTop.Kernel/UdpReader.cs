using PortTop.Kernel.Netlink;
using PortTop.Kernel.Procfs;
using PortTop.Kernel.SockDiag;
using PortTop.Model;

namespace PortTop.Kernel;

/// <summary>Reads UDP sockets: by netlink where the kernel has the module already, by /proc/net/udp otherwise.</summary>
/// <param name="dump">The dumps of netlink.</param>
/// <param name="procfs">The files of /proc/net.</param>
/// <param name="mayUseNetlink">False where asking would be refused or would make the kernel load a module.</param>
internal sealed class UdpReader(SockDiagDump dump, ProcNetSockets procfs, bool mayUseNetlink)
{
    private readonly RowList _ipv4 = new();
    private readonly RowList _ipv6 = new();
    private bool _usesNetlink = mayUseNetlink;

    /// <summary>
    /// Pushes the UDP sockets with a port in <paramref name="range"/>. Returns why there are none to see, null when all were seen.
    /// </summary>
    internal string? Read(PortRange range, ISocketSink sink)
    {
        if (_usesNetlink)
        {
            try
            {
                dump.ReadUdp(isIPv6: false, range, _ipv4);
                dump.ReadUdp(isIPv6: true, range, _ipv6);
                sink.Restart();
                _ipv4.Push(sink);
                _ipv6.Push(sink);
                return null;
            }
            catch (NetlinkException problem) when (problem.IsRefusal)
            {
                _usesNetlink = false;
            }
            catch (NetlinkException problem)
            {
                throw new SourceException("UDP: " + problem.Message, problem);
            }
        }

        try
        {
            procfs.ReadUdp(range, sink);
            return null;
        }
        catch (SourceException problem)
        {
            sink.Restart();
            return problem.Message;
        }
    }

    /// <summary>Keeps rows until both families are read: a dump that begins anew must not take the other family's rows away.</summary>
    private sealed class RowList : ISocketSink
    {
        private readonly List<SocketRow> _rows = [];

        public void Restart() => _rows.Clear();

        public void Add(in SocketRow row) => _rows.Add(row);

        internal void Push(ISocketSink sink)
        {
            foreach (var row in _rows)
            {
                sink.Add(row);
            }
        }
    }
}
