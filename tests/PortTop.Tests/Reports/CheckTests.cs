using PortTop.Model;
using PortTop.Reports;

namespace PortTop.Tests.Reports;

public sealed class CheckTests
{
    private static readonly PortSpace Ports = Samples.Space("100-199");

    [Theory]
    [InlineData("85%", .85, .9, null)]
    [InlineData("85", .85, .9, null)]
    [InlineData("used=12.5%,demand=80,failing=3", .125, .8, 3.0)]
    [InlineData("failing=0", .8, .9, 0.0)]
    [InlineData("demand=none,used=0.5%", .005, null, null)]
    [InlineData("none", null, null, null)]
    public void Limits_are_read(string text, double? used, double? demand, double? failing)
    {
        var limits = CheckLimits.DefaultWarning;
        CheckLimits.Read(text, ref limits).ShouldBeNull();
        (limits.Used, limits.Demand, limits.Failing).ShouldBe((used, demand, failing));
    }

    [Theory]
    [InlineData("")]
    [InlineData("used=")]
    [InlineData("used=-1")]
    [InlineData("free=3")]
    [InlineData("used=80%,")]
    [InlineData("0.8")]
    [InlineData("150%")]
    [InlineData("80%%")]
    [InlineData("used=80%,used=70%")]
    [InlineData("NaN")]
    [InlineData("failing=Infinity")]
    public void Wrong_limits_are_named_with_what_would_be_right(string text)
    {
        var limits = CheckLimits.DefaultWarning;
        CheckLimits.Read(text, ref limits).ShouldNotBeNull().ShouldContain("it looks like used=80%");
    }

    [Theory]
    [InlineData(79, CheckStatus.Ok)]
    [InlineData(80, CheckStatus.Warning)]
    [InlineData(95, CheckStatus.Critical)]
    [InlineData(100, CheckStatus.Critical)]
    public void The_share_that_is_used_has_limits(int used, CheckStatus status) => Judge(Samples.Pool(5432, used)).Status.ShouldBe(status);

    [Theory]
    [InlineData(51, CheckStatus.Ok)]
    [InlineData(52, CheckStatus.Warning)]
    [InlineData(61, CheckStatus.Critical)]
    public void So_it_is_with_the_share_of_a_NAT_that_is_nearer(int used, CheckStatus status)
    {
        var pool = Samples.Pool(443, used, destination: UpstreamSamples.Outside, ports: Samples.Space("32768-60999")).Behind(UpstreamSamples.Budget("gcp-cloud-nat", hold: "60"));
        var (found, line) = Judge(pool);

        found.ShouldBe(status);
        line.ShouldContain($" upstream={used};51.2;60.8;0;64");
        line.Contains("at GCP Cloud NAT", StringComparison.Ordinal).ShouldBe(status > CheckStatus.Ok);
    }

    [Theory]
    [InlineData(1.4, CheckStatus.Ok)]
    [InlineData(1.5, CheckStatus.Warning)]
    [InlineData(1.7, CheckStatus.Critical)]
    public void What_is_asked_for_has_limits(double asks, CheckStatus status) => Judge(Samples.Pool(5432, 10, opened: asks)).Status.ShouldBe(status);

    [Fact]
    public void A_failure_is_critical_whatever_is_used()
    {
        var (status, line) = Judge(Samples.Pool(5432, 10).Failing(2, 7));

        status.ShouldBe(CheckStatus.Critical);
        line.ShouldContain("FAILING NOW 2/s EADDRNOTAVAIL");
        line.ShouldContain("failing=2;;0;0");
    }

    [Theory]
    [InlineData(299, CheckStatus.Critical)]
    [InlineData(301, CheckStatus.Warning)]
    public void A_countdown_is_critical_within_the_time_and_a_warning_beyond(double seconds, CheckStatus status)
    {
        var forecast = new PoolForecast { State = ForecastState.Countdown, Seconds = seconds, Shown = seconds, Earliest = seconds - 20, Latest = seconds + 30 };
        var pool = Samples.Pool(5432, 10) with { Forecast = forecast };
        var (found, line) = Judge(pool with { Status = PoolStatus.Next(null, pool.Ledger, forecast, Samples.Time, false) });

        found.ShouldBe(status);
        line.ShouldContain(status == CheckStatus.Critical ? "full in 4m59s (4m39s-5m29s)" : "full in 5m01s (4m41s-5m31s)");
        line.ShouldContain($"out={seconds}s");
    }

    [Fact]
    public void The_pool_over_a_limit_is_named_though_another_ranks_before_it()
    {
        var (status, line) = Judge(Samples.Pool(443, 70), Samples.Pool(5432, 10, opened: 50), Samples.Pool(80, 10, opened: 40));

        status.ShouldBe(CheckStatus.Critical);
        line.ShouldStartWith("PORTTOP CRITICAL - 10.0.2.15 -> 10.8.0.12:5432 ");
        line.ShouldContain("and 1 more over a limit");
    }

    [Fact]
    public void The_line_is_one_line_with_performance_data_behind_one_bar()
    {
        var (_, line) = Judge(Samples.Pool(5432, 50, opened: 1).OwnedBy((OwnerSamples.Process(1, 7, "a|b\nc"), 50, 0)));

        line.ShouldBe("PORTTOP OK - 10.0.2.15 -> 10.8.0.12:5432 steady, 50 free of 100 (exact); asks 1.0/s, fits 1.6/s; a/b?c[7]; failures not watched"
            + " | used=50;80;95;0;100 used_ratio=50%;80;95;0;100 free=50;;;0;100 asks=1;1.45;1.61;0 fits=1.61;;;0 failing=0;;0;0");
    }

    [Fact]
    public void Nothing_there_is_well_and_no_port_at_all_is_critical()
    {
        Judge().ShouldBe((CheckStatus.Ok, "PORTTOP OK - no connection, 100 ports free; failures not watched | used=0;80;95;0;100 used_ratio=0%;80;95;0;100 free=100;;;0;100"));
        Report().Judge(Samples.Snapshot([], Samples.Space("100-101", "100-101")), [], "no connection").Status.ShouldBe(CheckStatus.Critical);
    }

    [Fact]
    public void What_is_not_read_is_said_where_all_that_is_read_is_well()
    {
        var snapshot = Samples.Snapshot([]);
        snapshot = snapshot with { Source = snapshot.Source with { Unseen = [new Unseen(Unseen.Namespaces, "3 more may not be entered")] } };

        Report().Judge(snapshot, [], "no connection").Line.ShouldContain("other network namespaces not read");
    }

    [Theory]
    [InlineData(CheckStatus.Ok)]
    [InlineData(CheckStatus.Warning)]
    [InlineData(CheckStatus.Critical)]
    public void What_is_unclear_is_what_was_asked_for_with_its_bounds_and_the_way_to_certainty(CheckStatus unclear)
    {
        var pool = Unclear(Samples.Pool(5432, 20));
        var snapshot = Samples.Snapshot([pool], Ports) with
        {
            Doubtful = 80,
            Asking = new PortAnswers(0, 0, 80) { Reason = "the settings say so" }
        };
        var (status, line) = new CheckReport(CheckLimits.DefaultWarning, CheckLimits.DefaultCritical, null, unclear)
            .Judge(snapshot, snapshot.Pools, "no connection");

        status.ShouldBe(unclear);
        line.ShouldContain(" unclear, 0 to 80 free; \"porttop probe 10.8.0.12:5432 --source 10.0.2.15\" asks the kernel for one port of it");
    }

    [Fact]
    public void A_target_that_nobody_is_connected_to_goes_by_the_ports_that_a_first_connection_can_have()
    {
        var nobody = Samples.Snapshot([], Ports);
        var full = nobody with { Asking = new PortAnswers(100, 100, 0) };
        var doubtful = nobody with { Doubtful = 100, Asking = new PortAnswers(0, 0, 100) };

        Ask(full).ShouldBe((CheckStatus.Critical, true));
        Ask(doubtful).ShouldBe((CheckStatus.Warning, true));
        Ask(nobody with { Asking = new PortAnswers(40, 40, 0) }).ShouldBe((CheckStatus.Ok, true));

        static (CheckStatus, bool) Ask(Snapshot snapshot)
        {
            var (status, line) = Report().Judge(snapshot, [], "no connection to 10.8.0.12:5432", isUnconnected: true);
            return (status, line.Contains("no connection to 10.8.0.12:5432", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_worst_of_what_decides_answers_for_a_target_without_connections()
    {
        var udp = Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "0.0.0.0", 100);
        var (status, line) = Report().Judge(Samples.Snapshot([udp], Ports), [udp], "no connection to 10.8.0.12:53", isUnconnected: true);

        status.ShouldBe(CheckStatus.Critical);
        line.ShouldStartWith("PORTTOP CRITICAL - no connection to 10.8.0.12:53; UDP any FULL");
    }

    [Fact]
    public void Connections_on_chosen_ports_are_counted_and_told()
        => Judge(Samples.Pool(5432, 0) with { Chosen = 60 }).Line.ShouldContain("60 connections on chosen ports; connect() has 100 free");

    [Fact]
    public void Root_is_told_why_failures_are_not_watched()
    {
        var snapshot = Samples.Snapshot([Samples.Pool(5432, 1)], Ports);
        snapshot = snapshot with { Source = snapshot.Source with { WhyUnwatched = "tracefs is not there; \"mount it\"" } };

        Report().Judge(snapshot, snapshot.Pools, "no connection").Line
            .ShouldContain("failures not watched: tracefs is not there; \"mount it\"");
    }

    [Fact]
    public void Where_no_port_is_usable_who_holds_them_and_who_fails_is_named()
    {
        var snapshot = Samples.Snapshot([Samples.Pool(5432, 0, ports: Samples.Space("100-101", "100-101"))],
            Samples.Space("100-101", "100-101")) with
        {
            Owners = new OwnerTable([new OwnerSample(OwnerSamples.Process(1, 7, "sidecar")) { Bound = 2 },
                new OwnerSample(OwnerSamples.Process(2, 8, "shop")) { Failed = 49 }], 2, new Dictionary<uint, Owner>()),
        };

        Report().Judge(snapshot, snapshot.Pools, "no connection").Line
            .ShouldContain("no usable port: all 2 of 100-101 are reserved, listening or bound; sidecar[7] has bound 2, shop[8] fails 49/s");
    }

    [Fact]
    public void What_is_only_guessed_of_an_unclear_pool_breaks_no_limit()
    {
        var pool = Unclear(Samples.Pool(5432, 20) with { Ledger = new PoolLedger(100, 0, 0, 0, 20) { Suspected = 80 } });

        Report().Judge(Samples.Snapshot([pool], Ports), [pool], "no connection").Status.ShouldBe(CheckStatus.Warning);
    }

    [Fact]
    public void Where_the_pool_of_another_namespace_is_unclear_the_question_names_the_namespace()
        => UnclearText.WayOut(Samples.Snapshot([], Ports), Samples.Pool(5432, 20) with { Namespace = "web", IsElsewhere = true })
            .ShouldBe("\"porttop probe 10.8.0.12:5432 --source 10.0.2.15 --netns web\" asks the kernel for one port of it");

    private static PoolSample Unclear(PoolSample pool)
    {
        var ledger = pool.Ledger with { FreeLower = 0, IsUnclear = true };
        return pool with { Ledger = ledger, Status = PoolStatus.Next(null, ledger, pool.Forecast, Samples.Time, firstPoll: true) };
    }

    private static CheckReport Report() => new(CheckLimits.DefaultWarning, CheckLimits.DefaultCritical, TimeSpan.FromMinutes(5));

    private static (CheckStatus Status, string Line) Judge(params PoolSample[] pools) => Report().Judge(Samples.Snapshot(pools, Ports), pools, "no connection");
}
