using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Tests.Pipeline.Owners;

namespace PortTop.Tests.Pipeline.Failures;

/// <summary>A failing system call tells no address: it counts only where the pool it may mean has nothing left.</summary>
public sealed class SyscallBlameTests
{
    private static readonly PoolSample Udp = Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "10.0.2.15", 100);
    private static readonly PoolSample Bind = Samples.WholeAddress(Protocol.Tcp, PoolKind.Bind, "10.0.2.15", 100);

    private readonly OwnerDesk _desk = new(new ScriptedProcesses(), static () => TimeSpan.Zero);

    [Theory]
    [InlineData(SyscallFailureKind.Again, false, true)]
    [InlineData(SyscallFailureKind.Bind, true, false)]
    [InlineData(SyscallFailureKind.Listen, true, false)]
    [InlineData(SyscallFailureKind.ChosenPort, false, false)]
    public void An_error_counts_for_the_full_pool_that_it_may_mean(SyscallFailureKind kind, bool countsForBind, bool countsForUdp)
    {
        var samples = Apply([Udp, Bind], kind);

        (samples[1].Failures?.Total == 7, samples[0].Failures?.Total == 7).ShouldBe((countsForBind, countsForUdp));
        (samples[1].Status.IsFailing, samples[0].Status.IsFailing).ShouldBe((countsForBind, countsForUdp));
    }

    [Fact]
    public void Where_ports_are_left_the_error_means_something_else()
    {
        var samples = Apply([Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "10.0.2.15", 90)], SyscallFailureKind.Again);

        samples[0].Failures.ShouldBeNull();
        samples[0].Failed.ShouldBe(0);
    }

    [Fact]
    public void Of_several_that_are_full_the_largest_is_meant()
    {
        var small = Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "127.0.0.1", 100);
        small = small with { Ledger = new PoolLedger(50, 0, 0, 0, 50) };

        var samples = Apply([small, Udp], SyscallFailureKind.Again);

        (samples[0].Failures, samples[1].Failures?.Total).ShouldBe((null, 7));
    }

    [Fact]
    public void What_is_not_watched_is_not_told()
    {
        var samples = new List<PoolSample> { Udp };

        SyscallBlame.Apply(null, _desk, samples, Samples.Time, static sample => sample);

        samples[0].Failed.ShouldBeNull();
    }

    private List<PoolSample> Apply(List<PoolSample> samples, SyscallFailureKind kind)
    {
        SyscallFailures[] failures = [new(kind, 10, 7)];
        _desk.Failures.Take(new FailureReading(0, [], []) { Syscalls = failures }, new PollMoment(2, Samples.Time, 1, true), static _ => default, static _ => 0, static _ => true);
        SyscallBlame.Apply(failures, _desk, samples, Samples.Time, static sample => sample);
        return samples;
    }
}
