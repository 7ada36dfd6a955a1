using PortTop.Model;

namespace PortTop.Tests.Model.Lookups;

/// <summary>Whether a server could take a port, by the rules of the kernel.</summary>
public sealed class PortLookupTests
{
    [Theory]
    [InlineData("0.0.0.0", null, "0.0.0.0", true)]
    [InlineData("0.0.0.0", null, "::", true)]
    [InlineData("0.0.0.0", null, "10.0.2.15", true)]
    [InlineData("0.0.0.0", null, "2001:db8::1", false)]
    [InlineData("10.0.2.15", null, "0.0.0.0", true)]
    [InlineData("10.0.2.15", null, "::", true)]
    [InlineData("10.0.2.15", null, "10.0.2.15", true)]
    [InlineData("10.0.2.15", null, "::ffff:10.0.2.15", true)]
    [InlineData("10.0.2.15", null, "10.0.2.16", false)]
    [InlineData("10.0.2.15", null, "2001:db8::1", false)]
    [InlineData("::", false, "0.0.0.0", true)]
    [InlineData("::", false, "10.0.2.15", true)]
    [InlineData("::", false, "2001:db8::1", true)]
    [InlineData("::", null, "10.0.2.15", true)]
    [InlineData("::", null, "0.0.0.0", true)]
    [InlineData("::", true, "0.0.0.0", false)]
    [InlineData("::", true, "10.0.2.15", false)]
    [InlineData("::", true, "2001:db8::1", true)]
    [InlineData("::", true, "::", true)]
    [InlineData("2001:db8::1", null, "::", true)]
    [InlineData("2001:db8::1", null, "0.0.0.0", false)]
    [InlineData("2001:db8::1", null, "2001:db8::1", true)]
    [InlineData("2001:db8::1", null, "2001:db8::2", false)]
    [InlineData("2001:db8::1", null, "10.0.2.15", false)]
    public void A_socket_is_met_on_its_own_address_and_where_either_is_the_wildcard(string own, bool? isIPv6Only, string asked,
        bool expected)
        => LookupSamples.Occupant(PortHold.Listening, own, isIPv6Only: isIPv6Only).Meets(Samples.Address(asked)).ShouldBe(expected);

    [Theory]
    [InlineData(PortHold.Listening, ListenOutcome.No)]
    [InlineData(PortHold.Bound, ListenOutcome.Unknown)]
    [InlineData(PortHold.Chosen, ListenOutcome.Unknown)]
    [InlineData(PortHold.Accepted, ListenOutcome.Unknown)]
    [InlineData(PortHold.Connected, ListenOutcome.Unknown)]
    [InlineData(PortHold.Ended, ListenOutcome.Unknown)]
    public void A_listener_is_passed_by_nobody_and_of_all_else_only_who_sets_no_reuse_is_certain(PortHold hold, ListenOutcome withReuse)
    {
        var occupant = LookupSamples.Occupant(hold, "10.0.2.15");
        var answer = ListenAnswer.Judge(LookupSamples.Of(occupant), IpAddress.AnyIPv4);

        (answer.WithReuse, answer.WithoutReuse, answer.InTheWay, answer.IsAsked).ShouldBe((withReuse, ListenOutcome.No, occupant, false));
    }

    [Fact]
    public void What_is_on_another_address_is_not_in_the_way()
    {
        var answer = ListenAnswer.Judge(LookupSamples.Of(LookupSamples.Occupant(PortHold.Listening, "127.0.0.1")),
            Samples.Address("10.0.2.15"));

        (answer.WithReuse, answer.WithoutReuse, answer.InTheWay).ShouldBe((ListenOutcome.Yes, ListenOutcome.Yes, null));
    }

    [Fact]
    public void The_first_that_is_met_stands_in_the_way()
    {
        var connected = LookupSamples.Occupant(PortHold.Connected, "10.0.2.15", remote: "10.8.0.12");
        var lookup = LookupSamples.Of(LookupSamples.Occupant(PortHold.Listening, "127.0.0.1"), connected);

        ListenAnswer.Judge(lookup, Samples.Address("10.0.2.15")).InTheWay.ShouldBe(connected);
        ListenAnswer.Judge(lookup, IpAddress.AnyIPv4).InTheWay!.Hold.ShouldBe(PortHold.Listening);
    }

    [Fact]
    public void Of_UDP_any_socket_is_in_the_way()
    {
        var lookup = LookupSamples.Of(LookupSamples.Occupant(PortHold.Connected, "10.0.2.15",
            remote: "10.8.0.12")) with
        { Protocol = Protocol.Udp };
        var answer = ListenAnswer.Judge(lookup, IpAddress.AnyIPv4);

        (answer.WithReuse, answer.WithoutReuse).ShouldBe((ListenOutcome.No, ListenOutcome.No));
    }

    [Fact]
    public void Where_not_every_socket_is_seen_an_empty_port_is_unknown_and_says_why()
    {
        var answer = ListenAnswer.Judge(LookupSamples.Of() with { IsComplete = false }, IpAddress.AnyIPv4);

        (answer.WithReuse, answer.WithoutReuse, answer.WhyUnknown)
            .ShouldBe((ListenOutcome.Unknown, ListenOutcome.Unknown, PortLookup.WhyIncomplete));
        ListenAnswer.Judge(LookupSamples.Of(), IpAddress.AnyIPv4)
            .ShouldBe(new ListenAnswer(IpAddress.AnyIPv4, ListenOutcome.Yes, ListenOutcome.Yes, null));
        ListenAnswer.Judge(LookupSamples.Of(LookupSamples.Occupant(PortHold.Listening, "0.0.0.0")) with { IsComplete = false },
            IpAddress.AnyIPv4)
            .WithReuse.ShouldBe(ListenOutcome.No, "what is seen is certain");
    }

    [Theory]
    [InlineData("", ListenOutcome.Yes)]
    [InlineData("0.0.0.0 Yes", ListenOutcome.Yes)]
    [InlineData("0.0.0.0 Yes, :: Yes, 10.0.2.15 No", ListenOutcome.Yes)]
    [InlineData("0.0.0.0 Unknown, :: Yes", ListenOutcome.Unknown)]
    [InlineData("0.0.0.0 Yes, :: Unknown", ListenOutcome.Unknown)]
    [InlineData("0.0.0.0 No, :: Unknown", ListenOutcome.No)]
    [InlineData("0.0.0.0 Unknown, :: No", ListenOutcome.No)]
    [InlineData("0.0.0.0 No, :: Yes", ListenOutcome.No)]
    public void The_wildcards_decide_and_no_weighs_more_than_unknown(string answers, ListenOutcome expected)
    {
        var listen = answers.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(static answer => answer.Split(' '))
            .Select(static words => new ListenAnswer(Samples.Address(words[0]), Enum.Parse<ListenOutcome>(words[1]), ListenOutcome.No,
                null));

        (LookupSamples.Of() with { Listen = [.. listen] }).Outcome.ShouldBe(expected);
    }

    [Theory]
    [InlineData("", "10.0.2.15 127.0.0.1", 24, "0.0.0.0 10.0.2.15 127.0.0.1")]
    [InlineData("", "10.0.2.15 ::1 fe80::1", 24, "0.0.0.0 :: 10.0.2.15 ::1")]
    [InlineData("::", "127.0.0.1", 24, "0.0.0.0 :: 127.0.0.1")]
    [InlineData("fe80::1", "127.0.0.1", 24, "0.0.0.0 :: 127.0.0.1")]
    [InlineData("127.0.0.1 10.0.2.16", "127.0.0.1 10.0.2.15", 24, "0.0.0.0 127.0.0.1 10.0.2.16 10.0.2.15")]
    [InlineData("10.0.2.16", "127.0.0.1 10.0.2.15", 2, "0.0.0.0 10.0.2.16")]
    public void The_wildcards_are_asked_first_then_addresses_of_sockets_then_the_machines_own(string occupied, string local, int most,
        string expected)
    {
        var lookup = LookupSamples.Of([.. Words(occupied).Select(static address => LookupSamples.Occupant(PortHold.Listening, address))]);

        string.Join(' ', lookup.Candidates(Words(local).Select(Samples.Address), most)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("1024-65535", "", true)]
    [InlineData("1024-65535", "8046", false)]
    [InlineData("32768-60999", "", false)]
    public void A_port_is_ephemeral_where_it_lies_in_the_range_and_is_not_reserved(string range, string reserved, bool expected)
        => (LookupSamples.Of() with { Settings = Samples.Space(range, reserved).Settings }).IsEphemeral.ShouldBe(expected);

    [Fact]
    public void Only_an_ended_socket_has_a_time_left_and_no_process()
    {
        LookupSamples.Occupant(PortHold.Ended, "10.0.2.15", remote: "10.8.0.12", left: 1500).ShouldSatisfyAllConditions(
            static ended => ended.Left.ShouldBe(TimeSpan.FromSeconds(1.5)),
            static ended => ended.HasNoProcess.ShouldBeTrue());
        LookupSamples.Occupant(PortHold.Connected, "10.0.2.15", remote: "10.8.0.12", left: 1500).ShouldSatisfyAllConditions(
            static connected => connected.Left.ShouldBeNull("a timer of a connection gives no port back"),
            static connected => connected.HasNoProcess.ShouldBeFalse());
        LookupSamples.Occupant(PortHold.Accepted, "10.0.2.15", inode: 0).HasNoProcess.ShouldBeTrue("closed, and not gone yet");
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
