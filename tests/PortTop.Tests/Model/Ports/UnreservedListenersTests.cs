using PortTop.Model;
using PortTop.Reports;

namespace PortTop.Tests.Model.Ports;

/// <summary>Servers whose port any connection may be given while they are down.</summary>
public sealed class UnreservedListenersTests
{
    private static readonly SourceDescription Host = Samples.Snapshot([]).Source;

    [Fact]
    public void There_are_none_where_the_port_is_reserved_or_outside_the_range_or_the_kernel_chose_it()
    {
        Of("150,160", Samples.Listener(150), Samples.Listener(160)).ShouldBeNull();
        Of(string.Empty, Samples.Listener(99), Samples.Listener(200)).ShouldBeNull();
        Of(string.Empty, Samples.Listener(150) with { IsPortChosen = false }).ShouldBeNull();
        Of(string.Empty).ShouldBeNull();
        Of(string.Empty, Samples.Listener(150) with { IsPortChosen = true }).ShouldNotBeNull();
        Of(string.Empty, Samples.Listener(150)).ShouldNotBeNull("where the kernel does not tell, it may be one");
    }

    [Theory]
    [InlineData("150", "the port of a server, 150, is not reserved")]
    [InlineData("150 150", "the port of a server, 150, is not reserved")]
    [InlineData("150 160", "the ports of 2 servers are not reserved")]
    public void They_are_counted_by_port(string ports, string summary)
        => Of(string.Empty, [.. ports.Split(' ')
            .Select(static (port, i)
                => Samples.Listener(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), $"10.0.2.{i}"))])!
            .Summary.ShouldBe(summary);

    [Fact]
    public void Five_are_named_with_whose_they_are_and_the_others_counted()
    {
        var listeners = Enumerable.Range(150, 7).Select(static port => Samples.Listener(port) with { Inode = (uint)port }).ToArray();
        var owners = new OwnerTable([], 0, new Dictionary<uint, Owner> { [150] = OwnerSamples.Haproxy, [152] = OwnerSamples.Alice });

        Of(string.Empty, listeners)!.Names(owners).ShouldBe("150 haproxy[402], 151, 152 user alice, 153, 154 and 2 more");
        Of(string.Empty, listeners[0], listeners[0] with { Address = default })!.Names(owners).ShouldBe("150 haproxy[402]");
    }

    [Fact]
    public void The_command_keeps_what_is_reserved_already_and_can_be_taken_back()
    {
        var found = Of("100-109,120", Samples.Listener(150), Samples.Listener(110))!;

        found.Command(Host).ShouldBe("sysctl -w net.ipv4.ip_local_reserved_ports=100-110,120,150");
        found.Undo(Host).ShouldBe("sysctl -w net.ipv4.ip_local_reserved_ports=100-109,120");
        found.Command(Host with { EntryCommand = "nsenter -t 811 -n" }).ShouldStartWith("nsenter -t 811 -n sysctl -w ");
    }

    [Fact]
    public void Where_nothing_was_reserved_the_way_back_empties_the_list_of_that_very_namespace()
    {
        var found = Of(string.Empty, Samples.Listener(150))!;

        found.Undo(Host).ShouldBe("printf '\\n' > /proc/sys/net/ipv4/ip_local_reserved_ports");
        found.Undo(Host with { EntryCommand = "nsenter -t 811 -n" })
            .ShouldBe("nsenter -t 811 -n sh -c \"printf '\\n' > /proc/sys/net/ipv4/ip_local_reserved_ports\"");
    }

    [Fact]
    public void A_check_that_was_well_is_a_warning_and_the_ports_come_first()
    {
        var (status, line) = Judge(warns: true, used: 50);

        status.ShouldBe(CheckStatus.Warning);
        line.ShouldStartWith("PORTTOP WARNING - the port of a server, 150, is not reserved: 150 haproxy[402];"
            + " sysctl -w net.ipv4.ip_local_reserved_ports=120,150; undo: sysctl -w net.ipv4.ip_local_reserved_ports=120; 10.0.2.15 -> ");
        line.ShouldContain(" | used=50;");
    }

    [Theory]
    [InlineData(85, CheckStatus.Warning)]
    [InlineData(97, CheckStatus.Critical)]
    public void A_check_that_was_worse_stays_so_and_tells_the_ports_behind(int used, CheckStatus expected)
    {
        var (status, line) = Judge(warns: true, used);

        status.ShouldBe(expected);
        line.ShouldStartWith($"PORTTOP {expected.ToString().ToUpperInvariant()} - 10.0.2.15 -> 10.8.0.12:5432 ");
        line.Split(" | ")[0].ShouldEndWith("; undo: sysctl -w net.ipv4.ip_local_reserved_ports=120");
    }

    [Fact]
    public void Who_did_not_ask_is_not_told()
    {
        var (status, line) = Judge(warns: false, used: 50);

        status.ShouldBe(CheckStatus.Ok);
        line.ShouldNotContain("reserved");
    }

    [Fact]
    public void Where_all_are_reserved_nothing_is_said()
        => new CheckReport(CheckLimits.DefaultWarning, CheckLimits.DefaultCritical, null) { WarnsOfListeners = true }
            .Judge(Samples.Snapshot([], Samples.Space("100-199", "150", [Samples.Listener(150)])), [], "no connection")
                .Status.ShouldBe(CheckStatus.Ok);

    private static UnreservedListeners? Of(string reserved, params PortHolder[] listeners)
        => Samples.Space("100-199", reserved, listeners).Unreserved;

    private static (CheckStatus Status, string Line) Judge(bool warns, int used)
    {
        var ports = Samples.Space("100-200", "120", [Samples.Listener(150) with { Inode = 7 }]);
        var snapshot = Samples.Snapshot([Samples.Pool(5432, used, ports: ports)], ports) with
        {
            Owners = new OwnerTable([], 0, new Dictionary<uint, Owner> { [7] = OwnerSamples.Haproxy }),
        };
        return new CheckReport(CheckLimits.DefaultWarning, CheckLimits.DefaultCritical, null) { WarnsOfListeners = warns }.Judge(snapshot,
            snapshot.Pools, "no connection");
    }
}
