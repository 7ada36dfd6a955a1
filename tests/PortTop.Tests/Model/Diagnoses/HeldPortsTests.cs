using PortTop.Model;

namespace PortTop.Tests.Model.Diagnoses;

/// <summary>What is said where bind() holds the ports, in a range of a few ports, and where nobody can say.</summary>
public sealed class HeldPortsTests
{
    private static readonly PortSpace Ports = Samples.Space("100-199");

    [Fact]
    public void Who_holds_the_ports_is_named_as_the_cause_of_who_fails()
    {
        var pool = Full(Samples.Pool(5432, 0), held: 100).Failing(50, 500);
        var snapshot = Samples.Snapshot([pool], Ports) with { Asking = new PortAnswers(100, 100, 0), Owners = Owned(100) };

        var cause = Diagnostician.Explain(snapshot, pool).Causes[0];

        (cause.Kind, cause.Title).ShouldBe((CauseKind.BindBeforeConnect, "envoy[7] binds before it connects"));
        cause.Evidence[0].ShouldBe("100 ports of 100 were taken by bind() and are gone for every target");
    }

    [Fact]
    public void Nobody_is_said_to_have_a_range_of_its_own_where_it_is_not_certain_that_a_port_was_free()
    {
        var open = Samples.Pool(5432, 0);
        var doubtful = open with { Ledger = open.Ledger with { FreeLower = 0 } };

        Explain(open).ShouldContain(CauseKind.OwnRange, "with every port free for certain it is");
        Explain(doubtful).ShouldNotContain(CauseKind.OwnRange);

        static IEnumerable<CauseKind> Explain(PoolSample pool)
        {
            pool = pool.Failing(50, 500);
            pool = pool with { Status = PoolStatus.Next(null, pool.Ledger, pool.Forecast, Samples.Time, firstPoll: false, pool.Failures) };
            return Diagnostician.Explain(Samples.Snapshot([pool], Ports), pool).Causes.Select(static cause => cause.Kind);
        }
    }

    [Theory]
    [InlineData("40000-40001")]
    [InlineData("40000-40009")]
    public void A_range_that_somebody_made_tiny_is_the_first_cause_and_its_widening_the_first_remedy(string range)
    {
        var ports = Samples.Space(range);
        var pool = Samples.Pool(5432, ports.Range.Size, opened: 3, ports: ports,
            states: Samples.States((TcpState.TimeWait, ports.Range.Size)));
        var diagnosis = Diagnostician.Explain(Samples.Snapshot([pool], ports), pool);

        diagnosis.Causes[0].Kind.ShouldBe(CauseKind.NarrowRange);
        diagnosis.Remedies[0].Kind.ShouldBe(RemedyKind.MoreRange);
    }

    [Fact]
    public void What_is_unclear_is_never_healthy_and_says_what_would_tell()
    {
        var pool = Samples.Pool(5432, 10);
        var ledger = pool.Ledger with { FreeLower = 0, IsUnclear = true };
        pool = pool with { Ledger = ledger, Status = PoolStatus.Next(null, ledger, pool.Forecast, Samples.Time, firstPoll: false) };
        var snapshot = Samples.Snapshot([pool], Ports) with
        {
            Doubtful = 90,
            Asking = new PortAnswers(0, 0, 90) { Reason = "Linux before 6.3" }
        };
        var diagnosis = Diagnostician.Explain(snapshot, pool);

        diagnosis.IsHealthy.ShouldBeFalse();
        var cause = diagnosis.Causes.Single(static cause => cause.Kind == CauseKind.Unclear);
        cause.Title.ShouldBe("it is not clear whether a port is free: 0 to 90");
        cause.Evidence.ShouldBe(
        [
            "90 ports have sockets that may have taken them with bind(), from every target, and the kernel is not asked: Linux before 6.3",
            "\"porttop probe 10.8.0.12:5432 --source 10.0.2.15\" asks the kernel for one port of it",
        ]);
        VerdictText.Describe(pool, Samples.Time, "->").ShouldContain("unclear, 0 to 90 free");
    }

    [Fact]
    public void Where_no_port_is_left_for_anybody_the_pool_that_fails_is_explained_and_who_holds_them_named()
    {
        var bound = Enumerable.Range(100, 100)
            .Select(static port => new PortHolder(HolderKind.Chosen, Samples.Address("10.0.2.15"), (ushort)port)).ToArray();
        var ports = Samples.Space("100-199", bound: bound);
        var pool = Samples.Pool(5432, 0, ports: ports).Failing(49, 500);
        var snapshot = Samples.Snapshot([pool], ports) with { Owners = Owned(100) };
        var diagnosis = Diagnostician.ExplainWorst(snapshot).ShouldNotBeNull();

        (diagnosis.Pool, diagnosis.Causes[0].Title).ShouldBe((null, "envoy[7] binds before it connects"));
        diagnosis.Remedies.Select(static remedy => remedy.Kind).ShouldContain(RemedyKind.BindAddressOnly);
        NoPortText.Describe(snapshot)
            .ShouldStartWith("no usable port: all 100 of 100-199 are reserved, listening or bound; envoy[7] has bound 100");
        ChatText.Write(snapshot, diagnosis)[2].ShouldStartWith("Who    envoy[7] has bound 100");
    }

    private static OwnerTable Owned(int bound)
        => new([new OwnerSample(OwnerSamples.Process(1, 7, "envoy")) { Bound = bound }], 1, new Dictionary<uint, Owner>());

    private static PoolSample Full(PoolSample pool, int held)
    {
        var ledger = pool.Ledger with { BoundFirst = held, FreeLower = 0 };
        return pool with { Ledger = ledger, Status = PoolStatus.Next(null, ledger, pool.Forecast, Samples.Time, firstPoll: false) };
    }
}
