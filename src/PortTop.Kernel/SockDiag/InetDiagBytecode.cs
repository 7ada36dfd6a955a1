using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;
using PortTop.Model;

namespace PortTop.Kernel.SockDiag;

/// <summary>
/// The filter programs of sock_diag (<c>inet_diag_run_bc</c> in <c>net/ipv4/inet_diag.c</c>), as a conjunction: each operation
/// goes on to the next when it holds, and past the end, which rejects the socket, when it does not.
/// </summary>
internal ref struct InetDiagBytecode
{
    internal const int MaxLength = 8 + 8 + 28;

    private const byte INET_DIAG_BC_S_GE = 2;
    private const byte INET_DIAG_BC_S_LE = 3;
    private const byte INET_DIAG_BC_JMP = 1;
    private const byte INET_DIAG_BC_AUTO = 6;
    private const byte INET_DIAG_BC_S_COND = 7;
    private const byte INET_DIAG_BC_D_COND = 8;
    private const int AnyPort = -1;
    private const int OperationLength = 4;

    private readonly Span<byte> _program;
    private int _length;

    private InetDiagBytecode(Span<byte> program)
    {
        _program = program;
    }

    /// <summary>Writes the program "source port in <paramref name="range"/>" and returns its length.</summary>
    internal static int Write(Span<byte> program, PortRange range)
    {
        var bytecode = new InetDiagBytecode(program);
        bytecode.AddPort(INET_DIAG_BC_S_GE, range.Low);
        bytecode.AddPort(INET_DIAG_BC_S_LE, range.High);
        return bytecode.Finish();
    }

    /// <summary>
    /// Writes the program "source port in <paramref name="range"/> and towards <paramref name="address"/>:<paramref name="port"/>" and
    /// returns its length.
    /// </summary>
    internal static int Write(Span<byte> program, PortRange range, IpAddress address, ushort port)
    {
        var bytecode = new InetDiagBytecode(program);
        bytecode.AddPort(INET_DIAG_BC_S_GE, range.Low);
        bytecode.AddPort(INET_DIAG_BC_S_LE, range.High);
        bytecode.AddHost(INET_DIAG_BC_D_COND, address, port);
        return bytecode.Finish();
    }

    /// <summary>
    /// Writes the program "source port in <paramref name="range"/> and local address <paramref name="source"/>" and returns its length.
    /// </summary>
    internal static int WriteSource(Span<byte> program, PortRange range, IpAddress source)
    {
        var bytecode = new InetDiagBytecode(program);
        bytecode.AddPort(INET_DIAG_BC_S_GE, range.Low);
        bytecode.AddPort(INET_DIAG_BC_S_LE, range.High);
        bytecode.AddHost(INET_DIAG_BC_S_COND, source, AnyPort);
        return bytecode.Finish();
    }

    /// <summary>
    /// Writes the program "its application chose its port" and returns its length. AUTO holds where SOCK_BINDPORT_LOCK is not set; it is
    /// negated by going on to a jump past the end, because the kernel's audit wants every "yes" to lead to the end.
    /// </summary>
    internal static int WriteChosen(Span<byte> program)
    {
        const int Length = 2 * OperationLength;
        program[..Length].Clear();
        program[0] = INET_DIAG_BC_AUTO;
        program[1] = OperationLength;
        MemoryMarshal.Write(program[2..], (ushort)Length);
        program[OperationLength] = INET_DIAG_BC_JMP;
        program[OperationLength + 1] = OperationLength;
        MemoryMarshal.Write(program[(OperationLength + 2)..], (ushort)Length);
        return Length;
    }

    /// <summary>A port comparison is two operations long; the second carries the port in its jump field.</summary>
    private void AddPort(byte code, ushort port)
    {
        var operation = _program.Slice(_length, 2 * OperationLength);
        operation.Clear();
        operation[0] = code;
        operation[1] = 2 * OperationLength;
        MemoryMarshal.Write(operation[6..], port);
        _length += operation.Length;
    }

    /// <summary>
    /// A host condition: <c>struct inet_diag_hostcond</c> behind its operation. AF_INET matches v4-mapped sockets as well.
    /// </summary>
    private void AddHost(byte code, IpAddress address, int port)
    {
        var addressLength = address.IsIPv4 ? 4 : 16;
        var operation = _program.Slice(_length, OperationLength + 8 + addressLength);
        operation.Clear();
        operation[0] = code;
        operation[1] = (byte)operation.Length;
        operation[4] = (byte)(address.IsIPv4 ? LibC.AF_INET : LibC.AF_INET6);
        operation[5] = (byte)(8 * addressLength);
        MemoryMarshal.Write(operation[8..], port);
        address.WriteBytes(operation[12..]);
        _length += operation.Length;
    }

    /// <summary>Sets the jump of each operation that does not hold to four bytes past the end.</summary>
    private readonly int Finish()
    {
        for (var offset = 0; offset < _length; offset += _program[offset + 1])
        {
            MemoryMarshal.Write(_program[(offset + 2)..], (ushort)(_length - offset + 4));
        }

        return _length;
    }
}
