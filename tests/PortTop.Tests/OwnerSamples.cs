using PortTop.Model;

namespace PortTop.Tests;

/// <summary>Made-up owners, failures and events.</summary>
internal static class OwnerSamples
{
    internal static readonly Owner Payment = Process(1, 811, "payment-api") with
    {
        Processes = [Process(1, 811, "payment-api").Process! with
        {
            CommandLine = "/opt/payment/payment-api --config /etc/payment.toml",
            Cgroup = "/system.slice/payment.service",
            Unit = "payment.service",
            UserId = 1000,
            UserName = "payment",
        }],
    };

    internal static readonly Owner Cart = Process(2, 1402, "cart") with
    {
        Processes = [Process(2, 1402, "cart").Process! with
        {
            Cgroup = "/kubepods.slice/kubepods-burstable.slice/cri-containerd-" + new string('a', 64) + ".scope",
            Container = new ContainerName("containerd", new string('a', 64)),
            Pod = "shop/cart-7f9c",
            UserId = 0,
            UserName = "root",
        }],
    };

    internal static readonly Owner Worker = Process(3, 2001, "nginx") with
    {
        Processes = [Process(3, 2001, "nginx").Process!, Process(3, 2002, "nginx").Process!, Process(3, 2003, "nginx").Process!],
    };

    internal static readonly Owner Gone = Process(4, 790, "payment-api") with { IsGone = true };

    internal static readonly Owner Haproxy = Process(5, 402, "haproxy");

    internal static readonly Owner Alice = new(6, []) { UserId = 1001, UserName = "alice" };

    internal static Owner Process(int id, int process, string name) => new(id, [new ProcessDescription(process, name) { StartTicks = (ulong)process }]);

    internal static PoolSample OwnedBy(this PoolSample pool, params (Owner Owner, int Observed, int Estimated)[] shares) => pool with
    {
        Owners = [.. shares.Select(static share => new PoolOwner(share.Owner, share.Observed, share.Estimated, Samples.States((TcpState.Established, share.Observed))))],
        Unattributed = shares.Sum(static share => share.Estimated),
        Failed = 0,
    };

    internal static PoolSample Failing(this PoolSample pool, double rate, long total) => pool with
    {
        Failures = new PoolFailures(total, Samples.Time.AddSeconds(-75), Samples.Time) { Rate = rate, IsNow = true },
        Failed = rate,
        Demand = pool.Demand is { } demand
            ? demand with { Asks = demand.Asks + rate, Mean = demand.Mean + rate, HalfFreeSeconds = 27, AllFreeSeconds = 62 }
            : null,
        Beats = new PoolBeats(false, 4, 49, .27),
        Onset = new PoolOnset(OnsetKind.MoreAsked, Samples.Time.AddSeconds(-120)) { Before = 40, After = 610, Cause = "payment-api[811] started", CauseTime = Samples.Time.AddSeconds(-126) },
        Status = pool.Status with { IsFailing = true, IsFailingNow = true },
    };

    internal static PoolSample FailedBefore(this PoolSample pool, double seconds) => pool with
    {
        Failures = new PoolFailures(17_100, Samples.Time.AddSeconds(-75), Samples.Time.AddSeconds(-seconds)) { Rate = 0, SecondsAgo = seconds },
        Failed = 0,
        Status = pool.Status with { IsFailing = true },
    };

    /// <summary>What the owners of an incident take.</summary>
    internal static OwnerTable Table(IReadOnlyList<PoolSample> pools) => new(
        [
            new OwnerSample(Payment)
            {
                Ports = 28_215,
                Estimated = 26_800,
                Pools = 1,
                States = Samples.States((TcpState.TimeWait, 1390), (TcpState.Established, 21), (TcpState.FinWait2, 4)),
                Targets = [(pools[0].Key, 28_215)],
                Failed = 570,
                Descriptors = new DescriptorUse(412, 65_536, 1_048_576),
            },
            new OwnerSample(Cart)
            {
                Ports = 19_904,
                Pools = 2,
                States = Samples.States((TcpState.CloseWait, 17_310), (TcpState.Established, 2_594)),
                Targets = [(pools[1].Key, 19_890), (pools[2].Key, 14)],
                Failed = 0,
                Descriptors = new DescriptorUse(19_934, 20_480, 20_480),
            },
            new OwnerSample(Haproxy) { Ports = 6_000, Pools = 1, Bound = 2, AlsoHurt = 5, Failed = 0, Targets = [(pools[3].Key, 6_000)], Descriptors = new DescriptorUse(6_010, long.MaxValue, long.MaxValue) },
            new OwnerSample(Gone) { Ports = 90, Pools = 1, States = Samples.States((TcpState.TimeWait, 90)), Targets = [(pools[0].Key, 90)], Failed = 0 },
            new OwnerSample(Alice) { Ports = 3, Pools = 1, Targets = [(pools[4].Key, 3)] },
        ],
        5,
        new Dictionary<uint, Owner> { [45_000] = Haproxy });

    internal static IReadOnlyList<PortEvent> Events(PoolKey pool) =>
    [
        new(Samples.Time.AddSeconds(-130), PortEventKind.OwnerGone, "payment-api gone (790); 90 of its ports are still held"),
        new(Samples.Time.AddSeconds(-126), PortEventKind.OwnerStarted, "payment-api[811] started, and takes ports"),
        new(Samples.Time.AddSeconds(-75), PortEventKind.Failing, "EADDRNOTAVAIL, 0 free of 28,215, payment-api[811]") { Pool = pool },
    ];

    internal static IReadOnlyList<CounterSample> Counters { get; } =
    [
        new(KernelCounter.All.First(static counter => counter.Id == "twOverflow"), 12, 0),
        new(KernelCounter.All.First(static counter => counter.Id == "challengeAcks"), 4711, 12.5),
        new(KernelCounter.All.First(static counter => counter.Id == "orphans"), 30, null),
        new(KernelCounter.All.First(static counter => counter.Id == "openFiles"), 534, null),
        new(KernelCounter.All.First(static counter => counter.Id == "maxFiles"), 2_466_183, null),
    ];
}
