using System.Runtime.InteropServices;

namespace PortTop.Tui.Device;

/// <summary>
/// SIGSEGV, SIGABRT and their like end the program with the terminal given back. The runtime takes these signals for its own purposes (a
/// null reference is a SIGSEGV) and swallows one that was sent from outside, and no managed code may run in a signal handler. The handler
/// is therefore a few machine instructions that need no runtime. A fault is first the runtime's: only where that gives up, by setting the
/// default action, is the terminal given back before the fault recurs. For a signal that was sent, or raised by abort(3), the terminal is
/// given back and the default action ends the process, with a core dump where there is one. A runtime that ends the process by itself
/// (Environment.FailFast, a stack overflow) undoes its handler of SIGABRT first and is not caught. Only on x64; elsewhere, and where no
/// memory may be made executable, all stays as it was.
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
    private const nint SIG_DFL = 0;
    private const nint SIG_IGN = 1;

    // What the instructions read: is the terminal taken, its descriptor, the sequence, struct termios, and the handlers of before by
    // number.
    private const int IsTakenOffset = 0;
    private const int DescriptorOffset = 4;
    private const int SequenceOffset = 8;
    private const int SequenceLengthOffset = 16;
    private const int TermiosOffset = 0x20;
    private const int HandlersOffset = 0x80;
    private const int SequenceTextOffset = 0x400;
    private const int DataAddressOffset = 10;

    private static readonly int[] Signals = [SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV];

    /// <summary>
    /// The memory that the instructions read; 0 until <see cref="Guard"/>. It is kept for good: a signal may come at any time.
    /// </summary>
    private static nint _data;

    /// <summary>For x64, by the calling convention of signal handlers: edi the signal, rsi its siginfo_t.</summary>
    private static ReadOnlySpan<byte> Instructions =>
    [
        0x53,                                           // push rbx
        0x41, 0x54,                                     // push r12
        0x41, 0x55,                                     // push r13
        0x41, 0x89, 0xfc,                               // mov r12d, edi
        0x48, 0xbb, 0, 0, 0, 0, 0, 0, 0, 0,             // movabs rbx, data
        0x8b, 0x46, 0x08,                               // mov eax, [rsi + 8]      si_code
        0x85, 0xc0,                                     // test eax, eax           above 0: raised by the kernel, for a fault
        0x7e, 0x41,                                     // jle sent
        0x48, 0x63, 0xc7,                               // movsxd rax, edi
        0x4c, 0x8b, 0x94, 0xc3, 0x80, 0, 0, 0,          // mov r10, [rbx + rax*8 + HandlersOffset]
        0x49, 0x83, 0xfa, 0x01,                         // cmp r10, 1              SIG_DFL or SIG_IGN: nobody handles it
        0x76, 0x30,                                     // jbe sent
        0x41, 0xff, 0xd2,                               // call r10
        0x48, 0x83, 0xec, 0x20,                         // sub rsp, 32             did the runtime give up?
        0x44, 0x89, 0xe7,                               // mov edi, r12d
        0x31, 0xf6,                                     // xor esi, esi
        0x48, 0x89, 0xe2,                               // mov rdx, rsp
        0x41, 0xba, 0x08, 0, 0, 0,                      // mov r10d, 8
        0xb8, 0x0d, 0, 0, 0,                            // mov eax, SYS_rt_sigaction
        0x0f, 0x05,                                     // syscall
        0x48, 0x8b, 0x04, 0x24,                         // mov rax, [rsp]
        0x48, 0x83, 0xc4, 0x20,                         // add rsp, 32
        0x48, 0x85, 0xc0,                               // test rax, rax           SIG_DFL
        0x75, 0x4b,                                     // jne done
        0xe8, 0x4c, 0, 0, 0,                            // call giveBack
        0xeb, 0x44,                                     // jmp done
        0xe8, 0x45, 0, 0, 0,                            // sent: call giveBack
        0x31, 0xc0,                                     // xor eax, eax
        0x50,                                           // push rax                an action of all zeros: SIG_DFL
        0x50,                                           // push rax
        0x50,                                           // push rax
        0x50,                                           // push rax
        0x44, 0x89, 0xe7,                               // mov edi, r12d
        0x48, 0x89, 0xe6,                               // mov rsi, rsp
        0x31, 0xd2,                                     // xor edx, edx
        0x41, 0xba, 0x08, 0, 0, 0,                      // mov r10d, 8
        0xb8, 0x0d, 0, 0, 0,                            // mov eax, SYS_rt_sigaction
        0x0f, 0x05,                                     // syscall
        0x48, 0x83, 0xc4, 0x20,                         // add rsp, 32
        0xb8, 0x27, 0, 0, 0,                            // mov eax, SYS_getpid
        0x0f, 0x05,                                     // syscall
        0x41, 0x89, 0xc5,                               // mov r13d, eax
        0xb8, 0xba, 0, 0, 0,                            // mov eax, SYS_gettid
        0x0f, 0x05,                                     // syscall
        0x89, 0xc6,                                     // mov esi, eax
        0x44, 0x89, 0xef,                               // mov edi, r13d
        0x44, 0x89, 0xe2,                               // mov edx, r12d
        0xb8, 0xea, 0, 0, 0,                            // mov eax, SYS_tgkill     delivered when this handler returns
        0x0f, 0x05,                                     // syscall
        0x41, 0x5d,                                     // done: pop r13
        0x41, 0x5c,                                     // pop r12
        0x5b,                                           // pop rbx
        0xc3,                                           // ret
        0x83, 0x3b, 0,                                  // giveBack: cmp dword [rbx + IsTakenOffset], 0
        0x74, 0x38,                                     // je givenBack
        0x8b, 0x7b, 0x04,                               // mov edi, [rbx + DescriptorOffset]
        0xbe, 0x0b, 0x54, 0, 0,                         // mov esi, TCFLSH
        0xba, 0x02, 0, 0, 0,                            // mov edx, TCIOFLUSH      what clogs a slow link makes room
        0xb8, 0x10, 0, 0, 0,                            // mov eax, SYS_ioctl
        0x0f, 0x05,                                     // syscall
        0x8b, 0x7b, 0x04,                               // mov edi, [rbx + DescriptorOffset]
        0x48, 0x8b, 0x73, 0x08,                         // mov rsi, [rbx + SequenceOffset]
        0x8b, 0x53, 0x10,                               // mov edx, [rbx + SequenceLengthOffset]
        0xb8, 0x01, 0, 0, 0,                            // mov eax, SYS_write
        0x0f, 0x05,                                     // syscall
        0x8b, 0x7b, 0x04,                               // mov edi, [rbx + DescriptorOffset]
        0xbe, 0x02, 0x54, 0, 0,                         // mov esi, TCSETS
        0x48, 0x8d, 0x53, 0x20,                         // lea rdx, [rbx + TermiosOffset]
        0xb8, 0x10, 0, 0, 0,                            // mov eax, SYS_ioctl
        0x0f, 0x05,                                     // syscall
        0xc3,                                           // givenBack: ret
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
