using PortTop.Model;

namespace PortTop.Tests.Model.Diagnoses;

/// <summary>What is offered helps, runs as it is printed, and can be undone.</summary>
public sealed class RemedyTests
{
    private static readonly PortSpace Default = Samples.Space("32768-60999");

    [Fact]
    public void Where_every_port_is_reserved_that_is_said_and_given_back()
    {
        var diagnosis = Diagnostician.ExplainWorst(Samples.Snapshot([], Samples.Space("40000-40099", "40000-40099"))).ShouldNotBeNull();

        diagnosis.IsHealthy.ShouldBeFalse();
        diagnosis.Causes[0].Kind.ShouldBe(CauseKind.ReservedPorts);
        diagnosis.Remedies.Single().Undo.ShouldBe("sysctl -w net.ipv4.ip_local_reserved_ports=40000-40099");
    }

    [Fact]
    public void A_range_that_would_give_fewer_ports_is_not_offered()
    {
        var ports = Samples.Space("1024-3023", "10240-65535");

        RangeOffer.Find(Samples.Snapshot([], ports), Protocol.Tcp).ShouldBeNull();
    }

    [Fact]
    public void A_range_begins_no_lower_than_the_kernel_lets_it()
    {
        var snapshot = Samples.Snapshot([], Samples.Space("50000-50999")) with { Surroundings = new Surroundings([], [new Knob("net.ipv4.ip_unprivileged_port_start", "33001", null, null)]) };

        RangeOffer.Find(snapshot, Protocol.Tcp)!.Range.ShouldBe(new PortRange(33002, 60999));
    }

    [Fact]
    public void What_listens_in_a_wider_range_is_reserved_first_and_the_undo_takes_that_back()
    {
        var ports = Samples.Space("32768-60999", "15000", [Samples.Listener(18080), Samples.Listener(40000), Samples.Listener(443)]);
        var offer = RangeOffer.Find(Samples.Snapshot([], ports), Protocol.Tcp)!;

        offer.Commands().ShouldBe(["sysctl -w net.ipv4.ip_local_reserved_ports=15000,18080", "sysctl -w net.ipv4.ip_local_port_range=\"10240 65535\""]);
        offer.Undo(ports.Settings).ShouldBe("sysctl -w net.ipv4.ip_local_port_range=\"32768 60999\"\nsysctl -w net.ipv4.ip_local_reserved_ports=15000");
        offer.Usable.ShouldBe(55_296 - 3);
    }

    [Fact]
    public void More_listeners_than_the_kernel_takes_in_one_write_leave_no_command()
    {
        var ports = Samples.Space("32768-60999", string.Empty, [.. Enumerable.Range(0, 1_000).Select(static i => Samples.Listener(11_000 + (2 * i)))]);

        RangeOffer.Find(Samples.Snapshot([], ports), Protocol.Tcp).ShouldBeNull();
    }

    [Fact]
    public void An_address_of_another_interface_is_no_source_for_the_target()
    {
        var pool = Full();
        var snapshot = Samples.Snapshot([pool], Default) with
        {
            Surroundings = new Surroundings([new LocalAddress(Samples.Address("10.0.2.15"), 2), new LocalAddress(Samples.Address("172.17.0.1"), 3), new LocalAddress(Samples.Address("10.0.2.16"), 2)], []),
        };

        new SiblingAddresses(snapshot).Of(pool.Key).Select(static sibling => sibling.Address.ToString()).ShouldBe(["10.0.2.16"]);
    }

    [Fact]
    public void What_another_address_carries_already_counts()
    {
        var pool = Full();
        var other = Samples.Pool(5432, 10_000, 200, 0, source: "10.0.2.16", ports: Default, states: Samples.States((TcpState.TimeWait, 10_000)));
        var snapshot = Samples.Snapshot([pool, other], Default) with
        {
            Surroundings = new Surroundings([new LocalAddress(Samples.Address("10.0.2.15"), 2), new LocalAddress(Samples.Address("10.0.2.16"), 2)], []),
        };
        var remedy = Diagnostician.Explain(snapshot, pool).Remedies.Single(static remedy => remedy.Kind == RemedyKind.MoreAddresses);

        remedy.Then.Kind.ShouldBe(ProspectKind.Settles);
        remedy.Then.Share.ShouldBe((570 + 200) * 62.0 / 2 / 28_232, .01);
    }

    [Theory]
    [InlineData("session-3.scope", "/user.slice/user-0.slice/session-3.scope", "kill -TERM 811 ")]
    [InlineData("foo.service", "/user.slice/user-1000.slice/user@1000.service/app.slice/foo.service", "kill -TERM 811 ")]
    [InlineData("foo;reboot.service", "/system.slice/foo;reboot.service", "kill -TERM 811 ")]
    [InlineData("cart@2.service", "/system.slice/system-cart.slice/cart@2.service", "systemctl restart cart@2.service")]
    public void What_is_restarted_is_a_service_of_the_system_by_a_name_that_is_safe_to_paste(string unit, string cgroup, string command)
    {
        var owner = new Owner(1, [new ProcessDescription(811, "cart") { Unit = unit, Cgroup = cgroup }]);
        var states = Samples.States((TcpState.CloseWait, 27_000));
        var pool = Samples.Pool(5432, 27_000, 0, 0, ports: Default, states: states) with { Owners = [new PoolOwner(owner, 27_000, 0, states)] };
        var remedy = Diagnostician.Explain(Samples.Snapshot([pool], Default), pool).Remedies.Single(static remedy => remedy.Kind == RemedyKind.Restart);

        remedy.Steps.Single().Text.ShouldStartWith(command);
    }

    [Theory]
    [InlineData("6", "4", "give up a SYN after 19 s, not 131", "sysctl -w net.ipv4.tcp_syn_retries=6")]
    [InlineData("5", null, "give up a SYN after 15 s, not 63", "sysctl -w net.ipv4.tcp_syn_retries=5")]
    [InlineData("2", "4", null, null)]
    [InlineData(null, null, null, null)]
    public void A_SYN_is_given_up_earlier_only_where_that_is_earlier(string? retries, string? linear, string? title, string? undo)
    {
        var pool = Samples.Pool(5432, 27_000, 200, 0, ports: Default, states: Samples.States((TcpState.SynSent, 27_000)));
        var snapshot = Samples.Snapshot([pool], Default) with
        {
            Surroundings = new Surroundings([], [new Knob("net.ipv4.tcp_syn_retries", retries, null, null), new Knob("net.ipv4.tcp_syn_linear_timeouts", linear, null, null)]),
        };
        var remedy = Diagnostician.Explain(snapshot, pool).Remedies.SingleOrDefault(static remedy => remedy.Kind == RemedyKind.ShorterSyn);

        remedy?.Title.ShouldBe(title);
        remedy?.Undo.ShouldBe(undo);
        (remedy is null).ShouldBe(title is null);
    }

    [Fact]
    public void Listeners_of_TCP_are_no_matter_of_UDP()
    {
        var ports = Samples.Space("40000-40099", string.Empty, [.. Enumerable.Range(40000, 30).Select(static port => Samples.Listener(port))]);
        var pool = Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "0.0.0.0", 98);

        Diagnostician.Explain(Samples.Snapshot([pool], ports), pool).Causes.ShouldNotContain(static cause => cause.Kind == CauseKind.HeldPorts);
    }

    [Fact]
    public void Commands_name_IPv6_targets_as_ss_reads_them()
    {
        var pool = Samples.Pool(443, 28_000, 500, 0, source: "2001:db8::15", destination: "2001:db8::5", ports: Default, states: Samples.States((TcpState.TimeWait, 28_000)));

        Diagnostician.Explain(Samples.Snapshot([pool], Default), pool).Remedies[0].Steps[0].Text.ShouldBe("ss -Htan state time-wait dst [2001:db8::5]:443 | wc -l");
    }

    [Fact]
    public void Nothing_of_the_machine_reaches_the_chat_uncleaned()
    {
        var snapshot = Samples.Snapshot([Full()], Default);
        snapshot = snapshot with { Source = snapshot.Source with { Host = "h1\n echo pwned #\e[31m", Namespace = "x\r\ny" } };

        ChatText.Write(snapshot, Diagnostician.ExplainWorst(snapshot)!).ShouldAllBe(static line => !line.Any(char.IsControl));
    }

    private static PoolSample Full()
        => Samples.Pool(5432, 28_232, 570, 0, ports: Default, states: Samples.States((TcpState.TimeWait, 28_232)));
}
