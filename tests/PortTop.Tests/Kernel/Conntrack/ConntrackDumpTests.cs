using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using PortTop.Kernel.Conntrack;
using PortTop.Kernel.Netlink;
using PortTop.Model;
using static PortTop.Tests.Kernel.ScriptedChannel;

namespace PortTop.Tests.Kernel.Conntrack;

public sealed class ConntrackDumpTests
{
    private static readonly byte[] Recorded = File.ReadAllBytes(Recording.Path("conntrack.netlink"));

    [Fact]
    public void A_recorded_table_gives_every_field()
    {
        var flows = Read(Recorded);

        flows.Count.ShouldBe(13, "6 + 2 TCP, 2 of IPv6, 3 UDP");
        flows.ShouldAllBe(static flow => flow.IsSourceTranslated);
        var masqueraded = flows.Where(static flow => flow.Original.DestinationPort == 7000 && flow.Original.Source.IsIPv4).ToArray();
        masqueraded.Length.ShouldBe(6);
        masqueraded.ShouldAllBe(static flow => flow.Reply.DestinationPort >= 50000 && flow.Reply.DestinationPort <= 50099 && flow.Reply.Destination == Samples.Address("10.77.2.1"));
        masqueraded.ShouldAllBe(static flow => flow.Original.Source == Samples.Address("10.77.1.2") && flow.Reply.Source == Samples.Address("10.77.2.2") && flow.Reply.SourcePort == 7000);
        masqueraded.Select(static flow => flow.State).Order().ShouldBe([.. Enumerable.Repeat(TcpState.Established, 5), TcpState.CloseWait]);
        flows.Where(static flow => flow.ReplyZone == 5 && flow.OriginalZone == 5).Select(static flow => flow.Original.DestinationPort).ShouldBe([(ushort)7001, (ushort)7001]);
        flows.Count(static flow => flow is { Protocol: Protocol.Udp, State: TcpState.Established }).ShouldBe(3);
        flows.Where(static flow => !flow.Original.Source.IsIPv4).ShouldAllBe(static flow => flow.Reply.Destination == Samples.Address("fd77:2::1") && flow.Reply.DestinationPort <= 200);
    }

    [Fact]
    public void The_file_tells_the_same()
    {
        var sink = new FlowSink();
        using var text = File.OpenText(Recording.Path("conntrack.text"));
        ProcConntrack.Read(text, sink);

        Ends(sink.Flows).ShouldBe(Ends(Read(Recorded)), ignoreOrder: true);

        static IEnumerable<TrackedFlow> Ends(IEnumerable<TrackedFlow> flows) => flows.Select(static flow => flow with { IsMarkedTranslated = false });
    }

    [Fact]
    public void Other_protocols_and_other_answers_are_passed_over()
    {
        var icmp = (byte[])Recorded.Clone();

        // CTA_PROTO_NUM of both directions of the first entry.
        for (var i = 0; i + 5 < BinaryPrimitives.ReadInt32LittleEndian(icmp); i++)
        {
            if (icmp.AsSpan(i, 4).SequenceEqual((ReadOnlySpan<byte>)[5, 0, 1, 0]) && icmp[i + 4] is 6 or 17)
            {
                icmp[i + 4] = 1;
            }
        }

        Read(icmp).Count.ShouldBe(12);
    }

    [Fact]
    public void A_refusal_is_told_and_not_asked_again()
    {
        var channel = new ScriptedChannel(Error(1));

        Should.Throw<NetlinkException>(() => new ConntrackDump(channel.Open).Read(new FlowSink())).IsRefusal.ShouldBeTrue();
        channel.Opened.ShouldBe(1);
        channel.Closed.ShouldBe(1);
    }

    [Fact]
    public void What_makes_no_sense_is_asked_once_more()
    {
        var channel = new ScriptedChannel(static _ => [1, 2, 3], Datagram(Done()));

        new ConntrackDump(channel.Open).Read(new FlowSink());
        channel.Opened.ShouldBe(2);
        channel.Requests[0].Length.ShouldBe(20);
        BinaryPrimitives.ReadUInt16LittleEndian(channel.Requests[0].AsSpan(4)).ShouldBe((ushort)0x101, "IPCTNL_MSG_CT_GET: nothing is asked but to look");
    }

    [Fact]
    public void Whatever_the_bytes_are_the_worst_is_a_NetlinkException()
        => Prop.ForAll(
            Gen.Choose(0, Recorded.Length - 1).Two().Zip(Gen.Choose(0, 255)).ListOf().ToArbitrary(),
            static changes =>
            {
                var bytes = (byte[])Recorded.Clone();
                foreach (var ((at, length), value) in changes)
                {
                    bytes[at] = (byte)value;
                    bytes = length < 8 ? bytes[..Math.Max(20, at)] : bytes;
                    if (bytes.Length < Recorded.Length)
                    {
                        break;
                    }
                }

                try
                {
                    foreach (var flow in Read(bytes))
                    {
                        flow.Protocol.ShouldBeOneOf(Protocol.Tcp, Protocol.Udp);
                    }
                }
                catch (NetlinkException)
                {
                    return;
                }
            }).QuickCheckThrowOnFailure();

    private static List<TrackedFlow> Read(byte[] recording)
    {
        var sink = new FlowSink();
        new ConntrackDump(() => new ReplayedConntrack(recording)).Read(sink);
        return sink.Flows;
    }
}
