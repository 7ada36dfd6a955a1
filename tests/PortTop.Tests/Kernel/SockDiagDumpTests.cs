using FsCheck;
using FsCheck.Fluent;
using PortTop.Kernel.Netlink;
using PortTop.Kernel.SockDiag;
using PortTop.Model;
using static PortTop.Tests.Kernel.ScriptedChannel;

namespace PortTop.Tests.Kernel;

public sealed class SockDiagDumpTests
{
    private static readonly PortRange Range = new(32768, 60999);

    [Fact]
    public void A_recorded_kernel_gives_every_field()
    {
        var rows = Replay(Recording.Mixed()).Rows;

        rows.Count.ShouldBe(41, "18 + 4 clients, as many servers less the 3 that closed second");
        rows.Select(static row => row.Identity).ShouldBeUnique();
        rows.Count(static row => row.State == TcpState.TimeWait).ShouldBe(3);
        rows.Count(static row => row.State == TcpState.CloseWait).ShouldBe(5);
        rows.Count(static row => row.State == TcpState.FinWait2).ShouldBe(5);
        rows.Count(static row => row.Destination == Samples.Address("127.0.0.2") && row.DestinationPort == 5432)
            .ShouldBe(17, "v4-mapped sockets are IPv4");
        rows.Count(static row => row.Destination == Samples.Address("::1") && row.DestinationPort == 443).ShouldBe(4);
        rows.Where(static row => row.State == TcpState.TimeWait)
            .ShouldAllBe(static row => row.Timer == 3 && row.Inode == 0 && row.ExpiresMilliseconds > 50_000 && row.ExpiresMilliseconds <= 60_000);
        rows.Where(static row => row.State == TcpState.Established).ShouldAllBe(static row => row.Inode != 0);
    }

    [Fact]
    public void Listeners_are_asked_apart()
    {
        var sink = new RecordingSink();
        using var dump = new SockDiagDump(() => new RecordedSockDiag(Recording.Mixed()));
        dump.ReadListeners(new PortRange(0, 65535), sink);

        sink.Rows.Select(static row => row.SourcePort).Order().ShouldBe([(ushort)443, (ushort)5432, (ushort)40500]);
    }

    [Fact]
    public void A_recording_of_two_families_is_read_to_its_end()
    {
        byte[] recording = [.. Socket(1)(5), .. Done()(5), .. Socket(2)(6), .. Done()(6)];

        Replay(recording).Rows.Select(static row => row.Identity).ShouldBe([1UL, 2UL], "ss writes the end of each family");
    }

    [Fact]
    public void Replies_to_an_earlier_request_are_passed_over()
    {
        var channel = new ScriptedChannel(Datagram(static _ => Socket(9)(777), Socket(1)), Datagram(static _ => Done()(777), Socket(2), Done()));

        Read(channel).Rows.Select(static row => row.Identity).ShouldBe([1UL, 2UL]);
    }

    [Fact]
    public void An_interrupted_dump_is_made_again()
    {
        const ushort Interrupted = 0x10;
        var channel = new ScriptedChannel(Datagram(Socket(1), Socket(2, Interrupted), Done()), Datagram(Socket(3), Done()));

        Read(channel).Rows.Select(static row => row.Identity).ShouldBe([3UL]);
    }

    [Fact]
    public void Lost_replies_make_the_dump_begin_anew_on_a_fresh_socket()
    {
        const int ENOBUFS = 105;
        var channel = new ScriptedChannel(Datagram(Socket(1)), Fail(ENOBUFS), Datagram(Socket(2), Done()));
        var sink = Read(channel);

        sink.Rows.Select(static row => row.Identity).ShouldBe([2UL]);
        (channel.Opened, channel.Closed).ShouldBe((2, 2));
    }

    [Fact]
    public void Replies_lost_three_times_over_are_an_error()
    {
        const int ENOBUFS = 105;
        var channel = new ScriptedChannel(Fail(ENOBUFS), Fail(ENOBUFS), Fail(ENOBUFS));

        Should.Throw<NetlinkException>(() => Read(channel)).Error.ShouldBe(ENOBUFS);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(13)]
    [InlineData(22)]
    [InlineData(95)]
    public void A_refusal_is_not_asked_again(int error)
    {
        var channel = new ScriptedChannel(Datagram(Error(error)));

        Should.Throw<NetlinkException>(() => Read(channel)).IsRefusal.ShouldBeTrue();
        channel.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void A_kernel_that_does_not_answer_is_not_asked_again()
    {
        const int EAGAIN = 11;
        var channel = new ScriptedChannel(Fail(EAGAIN));

        Should.Throw<NetlinkException>(() => Read(channel)).IsTimeout.ShouldBeTrue();
        channel.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void An_end_without_an_error_number_is_an_end(int length)
    {
        var channel = new ScriptedChannel(Datagram(Socket(1), sequence => Message(3, 0, sequence, new byte[length])));

        Read(channel).Rows.Count.ShouldBe(1);
    }

    [Fact]
    public void An_error_that_makes_no_sense_is_no_end()
    {
        foreach (var payload in new[] { new byte[2], BitConverter.GetBytes(5), BitConverter.GetBytes(int.MinValue) })
        {
            Func<uint, byte[]> error = sequence => Message(2, 0, sequence, payload);

            Should.Throw<NetlinkException>(() => Read(new ScriptedChannel(error, error, error)));
        }
    }

    [Fact]
    public void An_error_at_the_end_of_a_dump_is_an_error()
    {
        const int ENOMEM = 12;
        var channel = new ScriptedChannel(Datagram(Socket(1), Done(ENOMEM)), Datagram(Done(ENOMEM)), Datagram(Done(ENOMEM)));

        Should.Throw<NetlinkException>(() => Read(channel)).Error.ShouldBe(ENOMEM);
    }

    [Fact]
    public void A_socket_cut_short_is_an_error_and_not_a_socket()
    {
        Func<uint, byte[]> cut = static sequence => Message(18, 0, sequence, new byte[60]);
        var channel = new ScriptedChannel(cut, cut, cut);

        Should.Throw<NetlinkException>(() => Read(channel)).Message.ShouldContain("60 bytes");
    }

    [Fact]
    public void A_recording_cut_off_within_a_message_is_an_error_and_between_two_is_shorter()
    {
        var recording = Recording.Mixed();
        var boundaries = Boundaries(recording);
        var whole = Replay(recording).Rows;
        for (var length = 0; length <= recording.Length; length++)
        {
            var cut = recording[..length];
            if (boundaries.Contains(length))
            {
                var rows = Replay(cut).Rows;
                rows.ShouldBe(whole.Take(rows.Count));
                rows.Count.ShouldBe(boundaries.Count(end => end > 0 && end <= length) - Listeners(cut));
            }
            else
            {
                Should.Throw<NetlinkException>(() => Replay(cut), $"cut after {length} bytes");
            }
        }
    }

    [Fact]
    public void A_bad_message_in_the_middle_of_a_long_recording_is_an_error_and_no_end()
    {
        byte[] recording = [.. Enumerable.Range(1, 2000).SelectMany(static cookie => Socket((ulong)cookie)(0))];
        Replay(recording).Rows.Count.ShouldBe(2000);
        BitConverter.GetBytes(500_000).CopyTo(recording, 500 * 88);

        Should.Throw<NetlinkException>(() => Replay(recording)).Message.ShouldContain("at 44000");
    }

    [Fact]
    public void Changed_bytes_never_do_worse_than_an_error()
        => Prop.ForAll(ArbMap.Default.ArbFor<(ushort Place, byte Value)[]>(), static changes =>
        {
            var recording = Recording.Mixed();
            foreach (var (place, value) in changes)
            {
                recording[place % recording.Length] = value;
            }

            try
            {
                return Replay(recording).Rows.Count <= recording.Length / 72;
            }
            catch (NetlinkException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_bytes_never_do_worse_than_an_error()
        => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), static bytes =>
        {
            try
            {
                Replay(bytes);
            }
            catch (NetlinkException)
            {
                // The only thing that may be thrown.
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_request_is_TCPDIAG_GETSOCK_with_the_states_and_the_filter()
    {
        var channel = new ScriptedChannel(Datagram(Done()));
        Read(channel);
        var request = channel.Requests.Single();

        request.Length.ShouldBe(16 + 60 + 4 + 16);
        BitConverter.ToInt32(request, 0).ShouldBe(request.Length);
        BitConverter.ToUInt16(request, 4).ShouldBe((ushort)18, "TCPDIAG_GETSOCK covers both families");
        BitConverter.ToUInt16(request, 6).ShouldBe((ushort)0x301, "NLM_F_REQUEST and NLM_F_DUMP");
        BitConverter.ToUInt32(request, 16 + 52).ShouldBe(0x1fffu & ~(1u << 10) & ~(1u << 7));
        BitConverter.ToUInt16(request, 76).ShouldBe((ushort)20, "the length of the attribute");
        BitConverter.ToUInt16(request, 78).ShouldBe((ushort)1, "INET_DIAG_REQ_BYTECODE");
    }

    /// <summary>Where messages end, and 0.</summary>
    private static HashSet<int> Boundaries(byte[] recording)
    {
        var boundaries = new HashSet<int> { 0 };
        for (var end = 0; end < recording.Length;)
        {
            end += (BitConverter.ToInt32(recording, end) + 3) & ~3;
            boundaries.Add(end);
        }

        return boundaries;
    }

    private static int Listeners(byte[] recording)
    {
        var sink = new RecordingSink();
        using var dump = new SockDiagDump(() => new RecordedSockDiag(recording));
        dump.ReadListeners(new PortRange(0, 65535), sink);
        return sink.Rows.Count;
    }

    private static RecordingSink Replay(byte[] recording)
    {
        var sink = new RecordingSink();
        using var dump = new SockDiagDump(() => new RecordedSockDiag(recording));
        dump.ReadConnected(Range, sink);
        return sink;
    }

    private static RecordingSink Read(ScriptedChannel channel)
    {
        var sink = new RecordingSink();
        using var dump = new SockDiagDump(channel.Open);
        dump.ReadConnected(Range, sink);
        return sink;
    }
}
