using PortTop.Model;
using PortTop.Simulation;

namespace PortTop.Tests.Simulation;

/// <summary>The made-up kernel is asked: its answer is what its own ports and PortTop's count say.</summary>
public sealed class SimulatedProbeTests
{
    private const int Ports = 10;

    private static readonly TargetKey Target = new(Samples.Address("10.0.2.15"), Samples.Address("10.8.0.12"), 5432);

    [Theory]
    [InlineData(PoolKind.Connect)]
    [InlineData(PoolKind.Bind)]
    public void It_says_yes_as_long_as_the_count_has_a_port_left(PoolKind kind)
    {
        var machine = new SimulatedMachine("host", 1, new PortSettings(new PortRange(61000, 61000 + Ports - 1), new PortSet(), default), seed: 3);
        machine.Addresses.Add(Target.Source);
        var source = new SimulatedSource(machine, "DEMO", static () => 0);
        var question = ProbeQuestion.Of(new PoolKey(1, Protocol.Tcp, kind, 0, Target.Source, Target.Destination, Target.Port))!;
        for (var used = 0; used <= Ports; used++)
        {
            var answer = source.Probe.Ask(question);

            answer.Outcome.ShouldBe(used < Ports ? ProbeOutcome.Given : ProbeOutcome.NoneLeft, $"{used} are used");
            machine.Kernel.Sockets.Count.ShouldBe(used, "what was given is given back");
            if (used < Ports)
            {
                machine.Kernel.IsFree(Target, answer.Port).ShouldBeTrue();
                machine.Kernel.Connect(1, Target, out _).ShouldBe(SimulatedError.None);
            }
            else
            {
                answer.Reason.ShouldBe(kind == PoolKind.Bind ? "EADDRINUSE" : "EADDRNOTAVAIL");
            }
        }
    }

    [Fact]
    public void It_has_no_UDP_to_ask()
    {
        var machine = new SimulatedMachine("host", 1, new PortSettings(new PortRange(61000, 61001), new PortSet(), default), seed: 3);
        new SimulatedSource(machine, "DEMO", static () => 0).Probe
            .Ask(new ProbeQuestion(ProbeKind.UdpBind, Target.Source, 0) { Source = Target.Source }).Outcome.ShouldBe(ProbeOutcome.Unanswered);
    }
}
