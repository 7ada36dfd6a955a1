using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using PortTop.Kernel.Interop;
using PortTop.Kernel.Tracepoints;

namespace PortTop.Tests.Kernel;

/// <summary>What tracefs says of a tracepoint, and its records: recorded, cut and made up.</summary>
public sealed class TracepointTests : IDisposable
{
    /// <summary>As Linux 6.18 on x86-64 writes it.</summary>
    private const string Format = """
        name: inet_sock_set_state
        ID: 1527
        format:
        	field:unsigned short common_type;	offset:0;	size:2;	signed:0;
        	field:unsigned char common_flags;	offset:2;	size:1;	signed:0;
        	field:unsigned char common_preempt_count;	offset:3;	size:1;	signed:0;
        	field:int common_pid;	offset:4;	size:4;	signed:1;

        	field:const void * skaddr;	offset:8;	size:8;	signed:0;
        	field:int oldstate;	offset:16;	size:4;	signed:1;
        	field:int newstate;	offset:20;	size:4;	signed:1;
        	field:__u16 sport;	offset:24;	size:2;	signed:0;
        	field:__u16 dport;	offset:26;	size:2;	signed:0;
        	field:__u16 family;	offset:28;	size:2;	signed:0;
        	field:__u16 protocol;	offset:30;	size:2;	signed:0;
        	field:__u8 saddr[4];	offset:32;	size:4;	signed:0;
        	field:__u8 daddr[4];	offset:36;	size:4;	signed:0;
        	field:__u8 saddr_v6[16];	offset:40;	size:16;	signed:0;
        	field:__u8 daddr_v6[16];	offset:56;	size:16;	signed:0;

        print fmt: "family=%s protocol=%s sport=%hu dport=%hu saddr=%pI4", __print_symbolic(REC->family, { 2, "AF_INET" })
        """;

    private const int RecordLength = 76;
    private const ushort IPv4 = 2;
    private const ushort IPv6 = 10;

    private readonly string _root = Directory.CreateTempSubdirectory("porttop-").FullName;

    private static SetStateRecord Reader => new(new TraceEvent(1527, TraceFileSystem.ReadFields(Format)));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_fields_lie_where_the_kernel_says()
    {
        var fields = TraceFileSystem.ReadFields(Format);

        fields["dport"].ShouldBe(new TraceField(26, 2));
        fields["saddr_v6"].ShouldBe(new TraceField(40, 16));
        fields["skaddr"].ShouldBe(new TraceField(8, 8));
        fields.Count.ShouldBe(15);
    }

    [Fact]
    public void A_record_of_IPv4_is_read()
    {
        Reader.TryRead(Record(IPv4, 5432, "10.0.2.15", "10.8.0.12"), out var source, out var destination, out var port).ShouldBeTrue();

        (source, destination, port).ShouldBe((Samples.Address("10.0.2.15"), Samples.Address("10.8.0.12"), (ushort)5432));
    }

    [Fact]
    public void A_record_of_IPv6_is_read()
    {
        Reader.TryRead(Record(IPv6, 443, "2001:db8::1", "2001:db8::2"), out var source, out var destination, out var port).ShouldBeTrue();

        (source, destination, port).ShouldBe((Samples.Address("2001:db8::1"), Samples.Address("2001:db8::2"), (ushort)443));
    }

    [Fact]
    public void An_IPv6_socket_that_speaks_IPv4_comes_out_as_IPv4()
    {
        var record = Record(IPv6, 443, "::", "::ffff:10.8.0.12");
        byte[] source = [10, 0, 2, 15], destination = [10, 8, 0, 12];
        source.CopyTo(record, 32);
        destination.CopyTo(record, 36);

        Reader.TryRead(record, out var from, out var to, out _).ShouldBeTrue();

        (from, to).ShouldBe((Samples.Address("10.0.2.15"), Samples.Address("10.8.0.12")));
    }

    [Fact]
    public void A_record_that_is_cut_is_none()
    {
        var record = Record(IPv4, 5432, "10.0.2.15", "10.8.0.12");
        for (var length = 0; length < 72; length++)
        {
            Reader.TryRead(record.AsSpan(0, length), out _, out _, out _).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("__u16 dport;	offset:26;	size:2", "__u32 dport;	offset:26;	size:4", "dport of 2 bytes")]
    [InlineData("saddr_v6[16]", "from_v6[16]", "saddr_v6 of 16 bytes")]
    public void A_kernel_with_other_fields_is_refused_with_the_field(string field, string other, string expected)
        => Should.Throw<TraceException>(() => new SetStateRecord(new TraceEvent(1, TraceFileSystem.ReadFields(Format.Replace(field, other, StringComparison.Ordinal)))))
            .Message.ShouldContain(expected);

    [Fact]
    public void Questions_about_single_ports_are_left_out_by_address_where_the_kernel_compares_one_otherwise_by_port()
    {
        var tried = new List<string>();

        SetStateRecord.LeaveQuestionsOut(Try(isTaken: true)).ShouldBe(" && (dport != 1 || daddr != 16777343)");
        SetStateRecord.LeaveQuestionsOut(Try(isTaken: false)).ShouldBe(" && dport != 1");

        tried.Distinct().ShouldBe([SetStateRecord.FailedFilter + " && (dport != 1 || daddr != 16777343)"]);

        Func<string, bool> Try(bool isTaken) => filter =>
        {
            tried.Add(filter);
            return isTaken;
        };
    }

    [Theory]
    [InlineData("127.93.7.1", "127.0.0.1", 1, true)]
    [InlineData("127.0.0.1", "127.0.0.1", 1, true)]
    [InlineData("10.0.2.15", "127.0.0.1", 1, false)]
    [InlineData("::1", "127.0.0.1", 1, false)]
    [InlineData("127.93.7.1", "127.0.0.2", 1, false)]
    [InlineData("127.93.7.1", "127.0.0.1", 2, false)]
    [InlineData("::1", "::1", 1, false)]
    public void A_question_is_known_by_both_its_ends(string source, string destination, ushort port, bool expected)
        => SetStateRecord.IsQuestion(Samples.Address(source), Samples.Address(destination), port).ShouldBe(expected);

    [Fact]
    public void No_format_whatever_makes_it_fail() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), static text => TraceFileSystem.ReadFields(text.Get).Values.All(static field => field.Size >= 0)).QuickCheckThrowOnFailure();

    [Fact]
    public void Tracefs_is_found_where_it_is_mounted()
    {
        Mount($"26 25 0:7 / /sys/kernel/debug rw - debugfs debugfs rw\n31 26 0:12 / {_root}/elsewhere rw,nosuid shared:7 - tracefs tracefs rw\n");
        Describe("elsewhere", "1527\n", Format);

        using var tracing = Tracing();
        var found = tracing.Read(SetStateRecord.EventName);

        found.Id.ShouldBe(1527);
        found.Fields.Count.ShouldBe(15);
    }

    [Fact]
    public void Below_debugfs_it_is_found_too()
    {
        Mount($"26 25 0:7 / {_root}/debug rw - debugfs debugfs rw\n");
        Describe("debug/tracing", "7\n", Format);

        using var tracing = Tracing();
        tracing.Read(SetStateRecord.EventName).Id.ShouldBe(7);
    }

    [Theory]
    [InlineData(false, "cannot be for porttop alone (fsopen: why); ")]
    [InlineData(true, "may not be for porttop alone (fsopen: why); \"sudo porttop\" or CAP_SYS_ADMIN may, or ")]
    public void Not_mounted_is_said_with_the_error_and_the_remedy(bool isForbidden, string expected)
    {
        Mount("26 25 0:7 / /proc rw - proc proc rw\nnonsense\n1 2 3 -\n");
        using var tracing = Tracing(() => new DetachedMount(null, "fsopen: why", isForbidden));

        Should.Throw<TraceException>(() => tracing.Read(SetStateRecord.EventName)).Message
            .ShouldBe($"tracefs is not mounted, and {expected}\"mount -t tracefs tracefs /sys/kernel/tracing\" as root shows them");
    }

    [Theory]
    [InlineData("26 25 0:7 / /proc rw - proc proc rw\n")]
    [InlineData("26 25 0:7 / /sys/kernel/no-such-debug rw - debugfs debugfs rw\n")]
    public void Not_mounted_it_is_read_by_the_descriptor_of_a_mount_of_its_own_which_is_closed_again(string mountinfo)
    {
        Mount(mountinfo);
        Describe("own", "2287\n", Format);
        var made = 0;
        SafeFileDescriptor? root = null;
        using (var tracing = Tracing(Own))
        {
            tracing.Read(SetStateRecord.EventName).Id.ShouldBe(2287);
            tracing.Read(SetStateRecord.EventName).Fields.Count.ShouldBe(15);
            root!.IsClosed.ShouldBeFalse();
        }

        made.ShouldBe(1, "one serves for every event");
        root.IsClosed.ShouldBeTrue();

        DetachedMount Own()
        {
            made++;
            root = LibC.open(Path.Combine(_root, "own"), LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_CLOEXEC);
            var descriptors = Directory.CreateDirectory(Path.Combine(_root, "proc/self/fd")).FullName;
            _ = File.CreateSymbolicLink(Path.Combine(descriptors, $"{root.DangerousGetHandle()}"), Path.Combine(_root, "own"));
            return new DetachedMount(root, Problem: null, IsForbidden: false);
        }
    }

    [Fact]
    public void A_file_system_that_the_kernel_does_not_have_cannot_be_mounted()
    {
        var made = DetachedMount.Make("porttop-has-no-such");

        made.Root.ShouldBeNull();
        made.Problem!.ShouldStartWith("fsopen: ");
    }

    [Fact]
    public void A_kernel_without_the_event_is_said_to_be_one()
    {
        Mount($"31 26 0:12 / {_root}/elsewhere rw - tracefs tracefs rw\n");
        _ = Directory.CreateDirectory(Path.Combine(_root, "elsewhere/events/sched"));

        using var tracing = Tracing();
        Should.Throw<TraceException>(() => tracing.Read(SetStateRecord.EventName)).Message.ShouldStartWith(
            "this kernel has no tracepoint sock:inet_sock_set_state");
    }

    [Fact]
    public void An_event_without_a_number_is_told_with_its_place()
    {
        Mount($"31 26 0:12 / {_root}/elsewhere rw - tracefs tracefs rw\n");
        Describe("elsewhere", "many\n", Format);

        using var tracing = Tracing();
        Should.Throw<TraceException>(() => tracing.Read(SetStateRecord.EventName)).Message
            .ShouldContain($"{_root}/elsewhere/events/sock/inet_sock_set_state cannot be read");
    }

    [Theory]
    [InlineData("0\n", new[] { 0 })]
    [InlineData("0-3\n", new[] { 0, 1, 2, 3 })]
    [InlineData("0-1,4,6-7\n", new[] { 0, 1, 4, 6, 7 })]
    [InlineData("", new int[0])]
    [InlineData("3-1\n", new int[0])]
    [InlineData("0-\n", new int[0])]
    [InlineData("0-1-2\n", new int[0])]
    [InlineData("-1\n", new int[0])]
    [InlineData("0-4000000000\n", new int[0])]
    [InlineData("0-9999999\n", new int[0])]
    public void Processors_are_read_as_the_kernel_writes_them(string text, int[] expected) => OnlineProcessors.Parse(text).ShouldBe(expected);

    [Fact]
    public void No_list_of_processors_makes_it_fail() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), static text => OnlineProcessors.Parse(text.Get).All(static number => number >= 0)).QuickCheckThrowOnFailure();

    [Fact]
    public void What_does_not_fit_a_tally_is_refused_and_the_rest_counted()
    {
        var tally = new ConnectTally();
        var (source, destination) = (Samples.Address("10.0.2.15"), Samples.Address("10.8.0.12"));
        for (var port = 1; port <= 4096; port++)
        {
            tally.Add(source, destination, (ushort)port, 1, isCertain: true).ShouldBeTrue();
        }

        tally.Add(source, destination, 5000, 1, isCertain: true).ShouldBeFalse("there is no room for another target");
        tally.Add(source, destination, 7, 1, isCertain: true).ShouldBeTrue("this one has a place");

        var taken = tally.Take(static _ => null);
        taken.Length.ShouldBe(4096);
        taken.Single(static attempts => attempts.Port == 7).Count.ShouldBe(2);
        tally.Take(static _ => null).ShouldBeEmpty();
    }

    private static byte[] Record(ushort family, ushort port, string source, string destination)
    {
        var record = new byte[RecordLength];
        MemoryMarshal.Write(record.AsSpan(26), port);
        MemoryMarshal.Write(record.AsSpan(28), family);
        var (from, to) = (System.Net.IPAddress.Parse(source).GetAddressBytes(), System.Net.IPAddress.Parse(destination).GetAddressBytes());
        from.CopyTo(record, from.Length == 4 ? 32 : 40);
        to.CopyTo(record, to.Length == 4 ? 36 : 56);
        return record;
    }

    /// <summary>Where it is mounted nothing else is looked for.</summary>
    private TraceFileSystem Tracing(Func<DetachedMount>? mount = null)
        => new(
            Path.Combine(_root, "proc"),
            "/sys/kernel/tracing",
            mount ?? (static () => throw new InvalidOperationException("nothing was to be mounted")));

    private void Mount(string mountinfo)
    {
        _ = Directory.CreateDirectory(Path.Combine(_root, "proc/self"));
        File.WriteAllText(Path.Combine(_root, "proc/self/mountinfo"), mountinfo);
    }

    private void Describe(string root, string id, string format)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, root, "events", SetStateRecord.EventName)).FullName;
        File.WriteAllText(Path.Combine(folder, "id"), id);
        File.WriteAllText(Path.Combine(folder, "format"), format);
    }
}
