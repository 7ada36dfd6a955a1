using System.Runtime.InteropServices;

namespace PortTop.Tui.Device;

/// <summary>
/// The instructions that <see cref="FatalSignals"/> puts in the place of a signal handler, for each processor that there are some for. Both
/// do the same, with the memory that <see cref="FatalSignals"/> fills.
/// </summary>
internal static class FatalSignalHandler
{
    /// <summary>Where in them the address of that memory stands, 8 bytes.</summary>
    internal static int DataAddressOffset => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 10 : Arm64.Length * sizeof(uint);

    /// <summary>The instructions; empty where there are none for this processor.</summary>
    internal static ReadOnlySpan<byte> Instructions => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => X64,
        Architecture.Arm64 => MemoryMarshal.AsBytes(Arm64),
        _ => [],
    };

    /// <summary>By the calling convention of signal handlers: edi the signal, rsi its siginfo_t.</summary>
    private static ReadOnlySpan<byte> X64 =>
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

    /// <summary>
    /// By the calling convention of signal handlers: w0 the signal, x1 its siginfo_t, x2 its ucontext_t. Behind the last one stands the
    /// address of the memory.
    /// </summary>
    private static ReadOnlySpan<uint> Arm64 =>
    [
        0xa9bd7bfd, // stp x29, x30, [sp, #-48]!
        0x910003fd, // mov x29, sp
        0xa90153f3, // stp x19, x20, [sp, #16]
        0xf90013f5, // str x21, [sp, #32]
        0x2a0003f4, // mov w20, w0
        0x580007f3, // ldr x19, data
        0xb9400823, // ldr w3, [x1, #8]                  si_code
        0x7100007f, // cmp w3, #0x0                      above 0: raised by the kernel, for a fault
        0x5400024d, // b.le sent
        0x91020263, // add x3, x19, #0x80                HandlersOffset
        0xf874d863, // ldr x3, [x3, w20, sxtw #3]
        0xf100047f, // cmp x3, #0x1                      SIG_DFL or SIG_IGN: nobody handles it
        0x540001c9, // b.ls sent
        0xd63f0060, // blr x3
        0xd10083ff, // sub sp, sp, #0x20                 did the runtime give up?
        0x2a1403e0, // mov w0, w20
        0xd2800001, // mov x1, #0x0
        0x910003e2, // mov x2, sp
        0xd2800103, // mov x3, #0x8
        0xd28010c8, // mov x8, #0x86                     SYS_rt_sigaction
        0xd4000001, // svc #0x0
        0xf94003e3, // ldr x3, [sp]
        0x910083ff, // add sp, sp, #0x20
        0xb50002e3, // cbnz x3, done                     SIG_DFL
        0x9400001a, // bl giveBack
        0x14000015, // b done
        0x94000018, // sent: bl giveBack
        0xa9be7fff, // stp xzr, xzr, [sp, #-32]!         an action of all zeros: SIG_DFL
        0xa9017fff, // stp xzr, xzr, [sp, #16]
        0x2a1403e0, // mov w0, w20
        0x910003e1, // mov x1, sp
        0xd2800002, // mov x2, #0x0
        0xd2800103, // mov x3, #0x8
        0xd28010c8, // mov x8, #0x86                     SYS_rt_sigaction
        0xd4000001, // svc #0x0
        0x910083ff, // add sp, sp, #0x20
        0xd2801588, // mov x8, #0xac                     SYS_getpid
        0xd4000001, // svc #0x0
        0x2a0003f5, // mov w21, w0
        0xd2801648, // mov x8, #0xb2                     SYS_gettid
        0xd4000001, // svc #0x0
        0x2a0003e1, // mov w1, w0
        0x2a1503e0, // mov w0, w21
        0x2a1403e2, // mov w2, w20
        0xd2801068, // mov x8, #0x83                     SYS_tgkill: delivered when this handler returns
        0xd4000001, // svc #0x0
        0xf94013f5, // done: ldr x21, [sp, #32]
        0xa94153f3, // ldp x19, x20, [sp, #16]
        0xa8c37bfd, // ldp x29, x30, [sp], #48
        0xd65f03c0, // ret
        0xb9400263, // giveBack: ldr w3, [x19]
        0x34000203, // cbz w3, givenBack
        0xb9400660, // ldr w0, [x19, #4]
        0x528a8161, // mov w1, #0x540b                   TCFLSH
        0x52800042, // mov w2, #0x2                      TCIOFLUSH
        0xd28003a8, // mov x8, #0x1d                     SYS_ioctl
        0xd4000001, // svc #0x0
        0xb9400660, // ldr w0, [x19, #4]
        0xf9400661, // ldr x1, [x19, #8]
        0xb9401262, // ldr w2, [x19, #16]
        0xd2800808, // mov x8, #0x40                     SYS_write
        0xd4000001, // svc #0x0
        0xb9400660, // ldr w0, [x19, #4]
        0x528a8041, // mov w1, #0x5402                   TCSETS
        0x91008262, // add x2, x19, #0x20                TermiosOffset
        0xd28003a8, // mov x8, #0x1d                     SYS_ioctl
        0xd4000001, // svc #0x0
        0xd65f03c0, // givenBack: ret
    ];
}
