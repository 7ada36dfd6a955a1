using PortTop.Kernel.Netlink;
using PortTop.Kernel.SockDiag;
using PortTop.Model;

namespace PortTop.Evaluation;

/// <summary>Records what the kernel replies, for the tests that replay it.</summary>
internal static class DumpRecorder
{
    internal static int Run(string path)
    {
        using var file = File.Create(path);
        var everyPort = new PortRange(0, ushort.MaxValue);
        using var dump = new SockDiagDump(() => new TappedChannel(new NetlinkSocket(), file));
        dump.ReadListeners(everyPort, new NullSink());
        dump.ReadConnected(everyPort, new NullSink());
        return 0;
    }

    private sealed class NullSink : ISocketSink
    {
        public void Restart()
        {
            // What comes is written by the channel.
        }

        public void Add(in SocketRow row)
        {
            // What comes is written by the channel.
        }
    }
}
