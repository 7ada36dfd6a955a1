using PortTop.Model;
using PortTop.Simulation;

namespace PortTop.Tests.Simulation;

/// <summary>The experiments of the kernel, made with the made-up one.</summary>
public sealed class SimulatedKernelTests
{
    private static readonly TargetKey Target = new(Samples.Address("10.0.2.15"), Samples.Address("10.8.0.12"), 5432);

    [Fact]
    public void A_range_of_two_ports_gives_two_connections_to_each_destination()
    {
        var kernel = Kernel(61000, 61001);

        Fill(kernel, Target).ShouldBe(2);
        Fill(kernel, Target with { Port = 5433 }).ShouldBe(2);
        Fill(kernel, Target with { Source = Samples.Address("10.0.2.16") }).ShouldBe(2);
    }

    [Fact]
    public void The_default_range_gives_28232_ports_and_reserved_ones_none()
    {
        Fill(Kernel(32768, 60999), Target).ShouldBe(28_232);
        Fill(Kernel(32768, 60999, "32768-60500"), Target).ShouldBe(499);
    }

    [Fact]
    public void Even_ports_are_given_first_by_connect_and_odd_ones_by_bind()
    {
        var kernel = Kernel(50000, 50099);
        for (var i = 0; i < 50; i++)
        {
            kernel.Connect(1, Target, out var socket).ShouldBe(SimulatedError.None);
            (socket!.Port % 2).ShouldBe(0);
        }

        kernel.Connect(1, Target, out var odd).ShouldBe(SimulatedError.None);
        (odd!.Port % 2).ShouldBe(1);
        kernel.Bind(1, Target.Source, 0, out var bound).ShouldBe(SimulatedError.None);
        (bound!.Port % 2).ShouldBe(1);
    }

    [Fact]
    public void A_bound_port_is_gone_for_every_target_until_its_TIME_WAIT_is_over()
    {
        var kernel = Kernel(50000, 50019);
        kernel.Bind(1, Target.Source, 0, out var socket).ShouldBe(SimulatedError.None);
        kernel.Connect(socket!, Target).ShouldBe(SimulatedError.None);
        SimulatedKernel.Answer(socket!);
        var other = Target with { Source = Samples.Address("10.0.2.16") };

        kernel.CountFree(other).ShouldBe(19);
        kernel.Close(socket!);
        kernel.Advance(59.9);
        kernel.CountFree(other).ShouldBe(19);
        kernel.Advance(63);
        kernel.CountFree(other).ShouldBe(20);
    }

    [Fact]
    public void Twenty_ports_are_twenty_sockets_for_who_binds_whatever_the_destinations()
    {
        var kernel = Kernel(50000, 50019);
        var given = 0;
        while (kernel.Bind(1, Target.Source, 0, out var socket) == SimulatedError.None)
        {
            kernel.Connect(socket!, Target with { Port = (ushort)(1 + (given++ % 4)) }).ShouldBe(SimulatedError.None);
        }

        given.ShouldBe(20);
        kernel.CountFree(Target).ShouldBe(0);
        kernel.Bind(1, IpAddress.AnyIPv4, 0, out _).ShouldBe(SimulatedError.AddressInUse);
        kernel.Bind(1, Samples.Address("10.0.2.16"), 0, out _).ShouldBe(SimulatedError.None);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public void TIME_WAIT_is_given_out_again_after_its_delay_where_the_sysctl_says_so(int mode, bool isReused)
    {
        var kernel = Kernel(50000, 50009, reuse: mode);
        for (var i = 0; i < 10; i++)
        {
            kernel.Connect(1, Target, out var socket).ShouldBe(SimulatedError.None);
            SimulatedKernel.Answer(socket!);
            kernel.Close(socket!);
        }

        kernel.Advance(.9);
        kernel.CountFree(Target).ShouldBe(0);
        kernel.Advance(1.3);
        kernel.CountFree(Target).ShouldBe(isReused ? 10 : 0);
        (kernel.Connect(1, Target, out _) == SimulatedError.None).ShouldBe(isReused);
        kernel.Recycled.ShouldBe(isReused ? 1 : 0);
    }

    [Theory]
    [InlineData(100, 5.12)]
    [InlineData(250, 2.048)]
    [InlineData(1000, 4.096)]
    public void TIME_WAIT_ends_late_by_up_to_a_granule_of_the_timer(int ticks, double granule)
    {
        var kernel = new SimulatedKernel(Settings(32768, 60999, string.Empty, 0), 3, ticks);
        var late = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var closed = i * .117;
            kernel.Advance(closed);
            kernel.Connect(1, Target, out var socket).ShouldBe(SimulatedError.None);
            SimulatedKernel.Answer(socket!);
            kernel.Close(socket!);
            while (!socket!.IsGone)
            {
                kernel.Advance(kernel.Now + .01);
            }

            late.Add(kernel.Now - closed - 60);
            kernel = new SimulatedKernel(Settings(32768, 60999, string.Empty, 0), i, ticks);
        }

        late.Min().ShouldBeGreaterThanOrEqualTo(0);
        late.Max().ShouldBeLessThanOrEqualTo(granule + .02);
        late.Max().ShouldBeGreaterThan(granule * .8);
    }

    [Fact]
    public void Above_the_limit_of_TIME_WAIT_ports_are_free_at_once()
    {
        var kernel = Kernel(50000, 50009);
        kernel.MaxTimeWaits = 4;
        for (var i = 0; i < 10; i++)
        {
            kernel.Connect(1, Target, out var socket);
            SimulatedKernel.Answer(socket!);
            kernel.Close(socket!);
        }

        kernel.CountFree(Target).ShouldBe(6);
        kernel.Overflows.ShouldBe(6);
    }

    [Fact]
    public void A_reset_frees_a_port_unless_it_was_asked_for_by_number()
    {
        var kernel = Kernel(50000, 50009);
        kernel.Bind(1, Target.Source, 50003, out var chosen);
        kernel.Connect(chosen!, Target);
        kernel.Bind(1, Target.Source, 0, out var any);
        kernel.Connect(any!, Target);
        kernel.Reset(chosen!);
        kernel.Reset(any!);

        kernel.CountFree(Target).ShouldBe(9);
        kernel.IsFree(Target, 50003).ShouldBeFalse();
    }

    [Fact]
    public void What_was_reset_is_closed_without_TIME_WAIT()
    {
        var kernel = Kernel(50000, 50009);
        kernel.Connect(1, Target, out var socket);
        SimulatedKernel.Answer(socket!);
        kernel.Reset(socket!);
        kernel.Close(socket!);

        kernel.TimeWaits.ShouldBe(0);
    }

    [Fact]
    public void FIN_WAIT_2_without_a_process_times_out_and_is_followed_by_TIME_WAIT_when_the_peer_closes()
    {
        var kernel = Kernel(50000, 50009);
        kernel.FinTimeout = 30;
        kernel.Connect(1, Target, out var socket);
        SimulatedKernel.Answer(socket!);
        kernel.Close(socket!, peerCloses: false);
        kernel.Advance(20);
        kernel.Finish(socket!);
        kernel.Advance(79);
        kernel.CountFree(Target).ShouldBe(9);
        kernel.Advance(83);
        kernel.CountFree(Target).ShouldBe(10);
    }

    [Fact]
    public void A_range_that_is_changed_keeps_the_sockets()
    {
        var kernel = Kernel(50000, 50009);
        Fill(kernel, Target).ShouldBe(10);

        kernel.Set(Settings(50000, 50019, string.Empty, 0));
        Fill(kernel, Target).ShouldBe(10);
        kernel.Set(Settings(50005, 50014, string.Empty, 0));
        kernel.CountFree(Target).ShouldBe(0);
        kernel.CountFree(Target with { Port = 1 }).ShouldBe(10);
    }

    [Fact]
    public void Of_three_ports_connect_finds_two()
        => Fill(Kernel(61000, 61002), Target).ShouldBe(2);

    private static int Fill(SimulatedKernel kernel, TargetKey target)
    {
        var given = 0;
        while (kernel.Connect(1, target, out _) == SimulatedError.None)
        {
            given++;
        }

        return given;
    }

    private static SimulatedKernel Kernel(ushort low, ushort high, string reserved = "", int reuse = 0) => new(Settings(low, high, reserved, reuse));

    private static PortSettings Settings(ushort low, ushort high, string reserved, int reuse)
    {
        PortSet.TryParse(reserved, out var set).ShouldBeTrue();
        return new PortSettings(new PortRange(low, high), set, new TimeWaitReuse(reuse, true, 1000));
    }
}
