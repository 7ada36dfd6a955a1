using System.Runtime.InteropServices;
using PortTop.Terminal.Interop;

namespace PortTop.Terminal;

/// <summary>
/// SIGSEGV, SIGABRT and their like end the program, with the terminal given back, also when somebody else sends them. The runtime takes
/// these signals for its own purposes (a null reference is a SIGSEGV) and swallows one that was sent from outside; and no managed code may
/// run in a signal handler. The handler is therefore a few machine instructions that need no runtime: what the processor raised goes on to
/// the handler of the runtime; for all else they write the sequence that leaves the screen, set the line as it was, and exit with 128 and
/// the number of the signal, as a shell tells it. Only on x64; elsewhere, and where no memory may be made executable, all stays as it was.
/// </summary>
public static class FatalSignals
{
    private const int SIGILL = 4;
    private const int SIGABRT = 6;
    private const int SIGBUS = 7;
    private const int SIGFPE = 8;
    private const int SIGSEGV = 11;

    /// <summary><c>struct sigaction</c> of the C library on x64: the handler, 128 bytes of mask, the flags.</summary>
    private const int SigactionLength = 152;
    private const int FlagsOffset = 136;
    private const int SA_SIGINFO = 4;
    private const int SA_ONSTACK = 0x08000000;

    // What the instructions read: is the terminal taken, its descriptor, the sequence, struct termios, and the handlers of before by number.
    private const int IsTakenOffset = 0;
    private const int DescriptorOffset = 4;
    private const int SequenceOffset = 8;
    private const int SequenceLengthOffset = 16;
    private const int TermiosOffset = 0x20;
    private const int HandlersOffset = 0x80;
    private const int SequenceTextOffset = 0x400;
    private const int DataAddressOffset = 2;

    private static readonly int[] Signals = [SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV];

    /// <summary>The memory that the instructions read; 0 until <see cref="Guard"/>. It is never given back: a signal may come at any time.</summary>
    private static nint _data;

    /// <summary>For x64, by the calling convention of signal handlers: edi the signal, rsi its siginfo_t.</summary>
    private static ReadOnlySpan<byte> Instructions =>
    [
        0x49, 0xbb, 0, 0, 0, 0, 0, 0, 0, 0,             // movabs r11, data
        0x8b, 0x46, 0x08,                               // mov eax, [rsi + 8]        si_code
        0x85, 0xc0,                                     // test eax, eax             above 0: raised by the kernel, for a fault
        0x7e, 0x14,                                     // jle end
        0x48, 0x63, 0xc7,                               // movsxd rax, edi
        0x4d, 0x8b, 0x94, 0xc3, 0x80, 0, 0, 0,          // mov r10, [r11 + rax*8 + HandlersOffset]
        0x49, 0x83, 0xfa, 0x01,                         // cmp r10, 1                SIG_DFL or SIG_IGN: nobody handles it
        0x76, 0x03,                                     // jbe end
        0x41, 0xff, 0xe2,                               // jmp r10
        0x41, 0x89, 0xfc,                               // end: mov r12d, edi
        0x4c, 0x89, 0xdb,                               // mov rbx, r11
        0x83, 0x3b, 0x00,                               // cmp dword [rbx], 0
        0x74, 0x35,                                     // je exit
        0x8b, 0x7b, 0x04,                               // mov edi, [rbx + DescriptorOffset]
        0x48, 0x8b, 0x73, 0x08,                         // mov rsi, [rbx + SequenceOffset]
        0x8b, 0x53, 0x10,                               // mov edx, [rbx + SequenceLengthOffset]
        0xb8, 0x01, 0, 0, 0,                            // mov eax, SYS_write
        0x0f, 0x05,                                     // syscall
        0x8b, 0x7b, 0x04,                               // mov edi, [rbx + DescriptorOffset]
        0xbe, 0x0b, 0x54, 0, 0,                         // mov esi, TCFLSH
        0x31, 0xd2,                                     // xor edx, edx              TCIFLUSH
        0xb8, 0x10, 0, 0, 0,                            // mov eax, SYS_ioctl
        0x0f, 0x05,                                     // syscall
        0x8b, 0x7b, 0x04,                               // mov edi, [rbx + DescriptorOffset]
        0xbe, 0x02, 0x54, 0, 0,                         // mov esi, TCSETS
        0x48, 0x8d, 0x53, 0x20,                         // lea rdx, [rbx + TermiosOffset]
        0xb8, 0x10, 0, 0, 0,                            // mov eax, SYS_ioctl
        0x0f, 0x05,                                     // syscall
        0x41, 0x8d, 0xbc, 0x24, 0x80, 0, 0, 0,          // exit: lea edi, [r12 + 128]
        0xb8, 0xe7, 0, 0, 0,                            // mov eax, SYS_exit_group
        0x0f, 0x05,                                     // syscall
    ];

    /// <summary>Handles the signals from now on. Does nothing a second time.</summary>
    public static void Guard()
    {
        if (_data != 0 || RuntimeInformation.ProcessArchitecture != Architecture.X64)
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

        Instructions.CopyTo(Memory(code));
        MemoryMarshal.Write(Memory(code)[DataAddressOffset..], data);
        if (LibC.mprotect(code, size, LibC.PROT_READ | LibC.PROT_EXEC) != 0)
        {
            return;
        }

        Span<byte> action = stackalloc byte[SigactionLength];
        foreach (var signal in Signals)
        {
            action.Clear();
            if (LibC.sigaction(signal, [], action) == 0)
            {
                // Mask and flags stay those of the runtime, which may get the signal next.
                MemoryMarshal.Write(Memory(data)[(HandlersOffset + (signal * sizeof(long)))..], MemoryMarshal.Read<nint>(action));
                MemoryMarshal.Write(action, code);
                MemoryMarshal.Write(action[FlagsOffset..], MemoryMarshal.Read<int>(action[FlagsOffset..]) | SA_SIGINFO | SA_ONSTACK);
                _ = LibC.sigaction(signal, action, []);
            }
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
