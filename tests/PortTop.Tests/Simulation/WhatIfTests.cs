using PortTop.Model;
using PortTop.Simulation;

namespace PortTop.Tests.Simulation;

/// <summary>What is said of a remedy is what a made-up machine does with it.</summary>
public sealed class WhatIfTests
{
    private const double Rate = 520;
    private const double Tolerance = .03;

    /// <summary>Until what was before the remedy is over.</summary>
    private const double Settled = 150;

    private static readonly TargetKey Server = Site.Target("10.8.0.12", 8080);

    [Fact]
    public void Reuse_of_TIME_WAIT() => Compare(RemedyKind.ReuseTimeWait, static machine => Set(machine, range: null, reuse: 1));

    [Fact]
    public void More_range() => Compare(RemedyKind.MoreRange, static machine => Set(machine, new PortRange(10240, 65535), reuse: 2));

    [Fact]
    public void A_server_that_closes_first() => Compare(RemedyKind.LetServerClose, static _ => { }, Closing.Server);

    [Fact]
    public void A_second_address() => Compare(RemedyKind.MoreAddresses, static _ => { }, sources: ["10.0.2.15", "10.0.2.16"]);

    [Fact]
    public void Addresses_bound_without_a_port()
    {
        var snapshot = Story.Of("bind-first");
        var said = Remedy(Diagnostician.ExplainWorst(snapshot)!, RemedyKind.BindAddressOnly).Then;
        var machine = Site.Machine(Story.Settings);
        for (ushort backend = 1; backend <= 4; backend++)
        {
            Begin(machine, Site.Target($"10.9.0.{backend}", 8080), new Client(machine, Process(machine), Site.Target($"10.9.0.{backend}", 8080)) { Rate = static _ => 106, Life = 12, Manner = PortManner.BindAddressOnly });
        }

        Share(Story.Watch(machine, Settled)).ShouldBe(said.Share, .05);
    }

    [Fact]
    public void A_leak_that_goes_on_fills_a_wider_range_later()
    {
        var said = Remedy(Diagnostician.ExplainWorst(Story.Of("grows"))!, RemedyKind.MoreRange).Then;
        said.Kind.ShouldBe(ProspectKind.FullIn);
        said.Seconds.ShouldBe((55_296 - 17_300) / 22.0, 200);
    }

    private static void Compare(RemedyKind kind, Action<SimulatedMachine> treat, Closing closing = Closing.Here, string[]? sources = null)
    {
        var sick = Story.Watch(Machine(Closing.Here, ["10.0.2.15"]), 40);
        var diagnosis = Diagnostician.ExplainWorst(sick)!;
        diagnosis.Now.Kind.ShouldBe(ProspectKind.Fails);
        var said = Remedy(diagnosis, kind).Then;
        said.Kind.ShouldBe(ProspectKind.Settles);

        var machine = Machine(closing, sources ?? ["10.0.2.15"]);
        machine.At(20, () => treat(machine));
        Share(Story.Watch(machine, Settled)).ShouldBe(said.Share, Tolerance, kind.ToString());
    }

    private static SimulatedMachine Machine(Closing closing, string[] sources)
    {
        var machine = Site.Machine(Story.Settings);
        var process = Process(machine);
        foreach (var source in sources)
        {
            var target = Server with { Source = Site.Address(source) };
            Begin(machine, target, new Client(machine, process, target) { Rate = _ => Rate / sources.Length, Closing = closing });
        }

        return machine;
    }

    private static void Begin(SimulatedMachine machine, TargetKey target, Client client)
    {
        _ = client.Begin();
        if (!machine.Addresses.Contains(target.Source))
        {
            machine.Addresses.Add(target.Source);
        }
    }

    private static SimulatedProcess Process(SimulatedMachine machine) => machine.Processes.Find(811) ?? Site.Service(machine, Story.Settings, 811, "payment-api");

    private static double Share(Snapshot snapshot) => snapshot.Pools.Where(static pool => pool.Key.HasDestination).Max(static pool => pool.Ledger.UsedRatio);

    private static Remedy Remedy(Diagnosis diagnosis, RemedyKind kind) => diagnosis.Remedies.Single(remedy => remedy.Kind == kind);

    private static void Set(SimulatedMachine machine, PortRange? range, int reuse)
        => machine.Kernel.Set(new PortSettings(range ?? machine.Kernel.Settings.Range, new PortSet(), new TimeWaitReuse(reuse, true, 1000)));
}
