using System.Runtime.InteropServices;

namespace PortTop.Tui.Device;

/// <summary>
/// SIGSEGV, SIGABRT and their like end the program with the terminal given back. The runtime takes these signals for its own purposes (a
/// null reference is a SIGSEGV) and swallows one that was sent from outside, and no managed code may run in a signal handler. The handler
/// is therefore a few machine instructions that need no runtime. A fault is first the runtime's: only where that gives up, by setting the
/// default action, is the terminal given back before the fault recurs. For a signal that was sent, or raised by abort(3), the terminal is
/// given back and the default action ends the process, with a core dump where there is one. A runtime that ends the process by itself
/// (Environment.FailFast, a stack overflow) undoes its handler of SIGABRT first and is not caught. On x64 and arm64; elsewhere, and where no
/// memory may be made executable, all stays as it was.
/// </summary>
public static class FatalSignals
{
    private const int SIGILL = 4;
    private const int SIGABRT = 6;
    private const int SIGBUS = 7;
    private const int SIGFPE = 8;
    private const int SIGSEGV = 11;

    /// <summary><c>struct sigaction</c> of the C library: the handler, 128 bytes of mask, the flags.</summary>
    private const int SigactionLength = 152;
    private const int FlagsOffset = 136;
    private const int SA_SIGINFO = 4;
    private const int SA_ONSTACK = 0x08000000;
    private const nint SIG_DFL = 0;
    private const nint SIG_IGN = 1;

    // What the instructions of FatalSignalHandler read: is the terminal taken, its descriptor, the sequence, struct termios, and the
    // handlers of before by number.
    private const int IsTakenOffset = 0;
    private const int DescriptorOffset = 4;
    private const int SequenceOffset = 8;
    private const int SequenceLengthOffset = 16;
    private const int TermiosOffset = 0x20;
    private const int HandlersOffset = 0x80;
    private const int SequenceTextOffset = 0x400;

    private static readonly int[] Signals = [SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV];

    /// <summary>
    /// The memory that the instructions read; 0 until <see cref="Guard"/>. It is kept for good: a signal may come at any time.
    /// </summary>
    private static nint _data;

    /// <summary>Handles the signals from now on. Does nothing a second time.</summary>
    public static void Guard()
    {
        if (_data != 0 || FatalSignalHandler.Instructions.IsEmpty)
        {
            return;
        }

        var size = Environment.SystemPageSize;
        var data = LibC.mmap(0, size, LibC.PROT_READ | LibC.PROT_WRITE, LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS, -1, 0);
        var code = LibC.mmap(0, size, LibC.PROT_READ | LibC.PROT_WRITE, LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS, -1, 0);
        if (data == LibC.MAP_FAILED || code == LibC.MAP_FAILED)
        {
            return;
        }

        FatalSignalHandler.Instructions.CopyTo(Memory(code));
        MemoryMarshal.Write(Memory(code)[FatalSignalHandler.DataAddressOffset..], data);
        if (LibC.mprotect(code, size, LibC.PROT_READ | LibC.PROT_EXEC) != 0)
        {
            return;
        }

        Span<byte> action = stackalloc byte[SigactionLength];
        foreach (var signal in Signals)
        {
            action.Clear();
            if (LibC.sigaction(signal, [], action) != 0)
            {
                continue;
            }

            var (handler, flags) = (MemoryMarshal.Read<nint>(action), MemoryMarshal.Read<int>(action[FlagsOffset..]));
            var isHandled = handler is not (SIG_DFL or SIG_IGN);
            if (isHandled && (flags & SA_SIGINFO) == 0)
            {
                // Called in another way than these instructions are.
                continue;
            }

            // Mask and flags stay those of the runtime, which gets faults first: it dispatches some on the stack that they are on.
            MemoryMarshal.Write(Memory(data)[(HandlersOffset + (signal * sizeof(long)))..], handler);
            MemoryMarshal.Write(action, code);
            MemoryMarshal.Write(action[FlagsOffset..], isHandled ? flags : flags | SA_SIGINFO | SA_ONSTACK);
            _ = LibC.sigaction(signal, action, []);
        }

        _data = data;
    }

    /// <summary>The terminal is taken: these signals give it back.</summary>
    /// <param name="terminal">Its file descriptor.</param>
    /// <param name="before">How the line was set before.</param>
    internal static void Take(int terminal, ReadOnlySpan<byte> before)
    {
        if (_data == 0)
        {
            return;
        }

        var memory = Memory(_data);
        before.CopyTo(memory[TermiosOffset..]);
        TerminalSequences.Leave.CopyTo(memory[SequenceTextOffset..]);
        MemoryMarshal.Write(memory[SequenceOffset..], _data + SequenceTextOffset);
        MemoryMarshal.Write(memory[SequenceLengthOffset..], TerminalSequences.Leave.Length);
        MemoryMarshal.Write(memory[DescriptorOffset..], terminal);
        Volatile.Write(ref MemoryMarshal.AsRef<int>(memory[IsTakenOffset..]), 1);
    }

    /// <summary>The terminal is given back already.</summary>
    internal static void Release()
    {
        if (_data != 0)
        {
            Volatile.Write(ref MemoryMarshal.AsRef<int>(Memory(_data)[IsTakenOffset..]), 0);
        }
    }

    private static unsafe Span<byte> Memory(nint address) => new((void*)address, Environment.SystemPageSize);
}
