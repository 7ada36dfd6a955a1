using FsCheck;
using FsCheck.Fluent;
using PortTop.Kernel.SockDiag;
using PortTop.Model;

namespace PortTop.Tests.Kernel;

/// <summary>Runs the filter programs as <c>inet_diag_bc_audit</c> and <c>inet_diag_run_bc</c> of the kernel do.</summary>
public sealed class InetDiagBytecodeTests
{
    [Fact]
    public void The_range_filter_keeps_exactly_the_range()
        => Prop.ForAll(ArbMap.Default.ArbFor<(ushort Low, ushort Span, ushort Port)>(), static seed =>
        {
            var range = new PortRange(seed.Low, (ushort)Math.Min(ushort.MaxValue, seed.Low + seed.Span));
            Span<byte> program = stackalloc byte[InetDiagBytecode.MaxLength];
            var length = InetDiagBytecode.Write(program, range);
            return Audit(program[..length]) && Holds(program[..length], seed.Port, Samples.Address("10.0.0.1"), 80) == range.Contains(seed.Port);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("10.8.0.12", 5432, 40000, true)]
    [InlineData("10.8.0.12", 5433, 40000, false)]
    [InlineData("10.8.0.13", 5432, 40000, false)]
    [InlineData("10.8.0.12", 5432, 4000, false)]
    [InlineData("2001:db8::5", 5432, 40000, false)]
    public void The_pool_filter_keeps_exactly_the_pool(string destination, int port, int sourcePort, bool isKept)
    {
        Span<byte> program = stackalloc byte[InetDiagBytecode.MaxLength];
        var length = InetDiagBytecode.Write(program, new PortRange(32768, 60999), Samples.Address("10.8.0.12"), 5432);

        Audit(program[..length]).ShouldBeTrue();
        Holds(program[..length], (ushort)sourcePort, Samples.Address(destination), (ushort)port).ShouldBe(isKept);
    }

    [Fact]
    public void An_IPv6_pool_is_filtered_by_all_128_bits()
    {
        Span<byte> program = stackalloc byte[InetDiagBytecode.MaxLength];
        var length = InetDiagBytecode.Write(program, new PortRange(1, 65535), Samples.Address("2001:db8::5"), 443);

        length.ShouldBe(InetDiagBytecode.MaxLength);
        Audit(program[..length]).ShouldBeTrue();
        Holds(program[..length], 5, Samples.Address("2001:db8::5"), 443).ShouldBeTrue();
        Holds(program[..length], 5, Samples.Address("2001:db8::6"), 443).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_filter_of_chosen_ports_keeps_what_is_not_AUTO(bool isAuto)
    {
        Span<byte> program = stackalloc byte[InetDiagBytecode.MaxLength];
        var length = InetDiagBytecode.WriteChosen(program);

        Audit(program[..length]).ShouldBeTrue();
        Holds(program[..length], 5, Samples.Address("10.0.0.1"), 80, isAuto).ShouldBe(!isAuto);
    }

    [Theory]
    [InlineData("10.8.0.12", true)]
    [InlineData("10.8.0.13", false)]
    public void The_filter_of_a_local_address_takes_any_port_of_it(string address, bool isKept)
    {
        Span<byte> program = stackalloc byte[InetDiagBytecode.MaxLength];
        var length = InetDiagBytecode.WriteSource(program, new PortRange(1, 65535), Samples.Address("10.8.0.12"));

        // The made-up socket has one address for both of its ends.
        Audit(program[..length]).ShouldBeTrue();
        Holds(program[..length], 5, Samples.Address(address), 80).ShouldBe(isKept);
    }

    /// <summary>
    /// Every yes jump must lead, step by step, to the very end; a no jump goes to an operation or four bytes past the end.
    /// </summary>
    private static bool Audit(ReadOnlySpan<byte> program)
    {
        var offset = 0;
        while (offset < program.Length)
        {
            var yes = program[offset + 1];
            var no = BitConverter.ToUInt16(program[(offset + 2)..]);
            if (yes < 4 || yes % 4 != 0 || no < 4 || no % 4 != 0 || no > program.Length - offset + 4)
            {
                return false;
            }

            offset += yes;
        }

        return offset == program.Length;
    }

    private static bool Holds(ReadOnlySpan<byte> program, ushort sourcePort, IpAddress destination, ushort destinationPort, bool isAuto = true)
    {
        var left = program.Length;
        var offset = 0;
        while (left > 0)
        {
            var operation = program[offset..];
            var isTrue = operation[0] switch
            {
                2 => sourcePort >= BitConverter.ToUInt16(operation[6..]),
                3 => sourcePort <= BitConverter.ToUInt16(operation[6..]),
                1 => false,
                6 => isAuto,
                7 or 8 => HoldsHost(operation[4..], destination, destinationPort),
                _ => throw new InvalidOperationException("an operation that is not used here"),
            };
            var step = isTrue ? operation[1] : BitConverter.ToUInt16(operation[2..]);
            left -= step;
            offset += step;
        }

        return left == 0;
    }

    private static bool HoldsHost(ReadOnlySpan<byte> condition, IpAddress address, ushort port)
    {
        Span<byte> bytes = stackalloc byte[16];
        var length = address.WriteBytes(bytes);
        var wanted = BitConverter.ToInt32(condition[4..]);
        return (wanted == -1 || wanted == port)
            && condition[0] == (length == 4 ? 2 : 10)
            && condition[1] == 8 * length
            && condition.Slice(8, length).SequenceEqual(bytes[..length]);
    }
}
