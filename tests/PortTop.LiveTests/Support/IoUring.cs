using System.Runtime.InteropServices;

namespace PortTop.LiveTests.Support;

/// <summary>The least of io_uring(7) that a connect() needs: one entry in, one result out.</summary>
internal sealed partial class IoUring : IDisposable
{
    private const int SetupCall = 425;
    private const int EnterCall = 426;
    private const int ParametersLength = 120;
    private const int EntryLength = 64;
    private const byte IORING_OP_CONNECT = 16;
    private const int IORING_ENTER_GETEVENTS = 1;
    private const uint IORING_FEAT_SINGLE_MMAP = 1;
    private const nint IORING_OFF_SQES = 0x10000000;
    private const int RingLength = 4096;

    private readonly int _descriptor;
    private readonly nint _rings;
    private readonly nint _entries;
    private readonly uint[] _offsets;

    private IoUring(int descriptor, nint rings, nint entries, uint[] offsets)
    {
        _descriptor = descriptor;
        _rings = rings;
        _entries = entries;
        _offsets = offsets;
    }

    public void Dispose()
    {
        _ = munmap(_rings, RingLength);
        _ = munmap(_entries, EntryLength);
        _ = close(_descriptor);
    }

    /// <summary>A ring with one entry; null where the machine has none or forbids it.</summary>
    internal static IoUring? TryOpen()
    {
        var parameters = new byte[ParametersLength];
        var descriptor = (int)setup(SetupCall, 1, parameters);
        if (descriptor < 0 || (BitConverter.ToUInt32(parameters, 20) & IORING_FEAT_SINGLE_MMAP) == 0)
        {
            return null;
        }

        const int ReadWriteShared = 1 | 2;
        var rings = mmap(0, RingLength, ReadWriteShared, 1, descriptor, 0);
        var entries = mmap(0, EntryLength, ReadWriteShared, 1, descriptor, IORING_OFF_SQES);

        // struct io_uring_params: the places of head, tail, mask, entries, flags, dropped, array; then of head, tail, mask, entries, overflow, cqes.
        var offsets = Enumerable.Range(0, 16).Select(i => BitConverter.ToUInt32(parameters, 40 + (4 * i))).ToArray();
        return rings == -1 || entries == -1 ? null : new IoUring(descriptor, rings, entries, offsets);
    }

    /// <summary>Connects and waits; returns 0 or the negative error number.</summary>
    internal int Connect(int socket, byte[] address)
    {
        const int Tail = 1;
        const int Array = 6;
        const int CompletionHead = 10;
        const int Completions = 15;
        var pinned = GCHandle.Alloc(address, GCHandleType.Pinned);
        try
        {
            for (var i = 0; i < EntryLength; i += 8)
            {
                Marshal.WriteInt64(_entries, i, 0);
            }

            Marshal.WriteByte(_entries, 0, IORING_OP_CONNECT);
            Marshal.WriteInt32(_entries, 4, socket);
            Marshal.WriteInt64(_entries, 8, address.Length);
            Marshal.WriteInt64(_entries, 16, pinned.AddrOfPinnedObject());
            Marshal.WriteInt32(_rings, (int)_offsets[Array], 0);
            Marshal.WriteInt32(_rings, (int)_offsets[Tail], Marshal.ReadInt32(_rings, (int)_offsets[Tail]) + 1);
            enter(EnterCall, _descriptor, 1, 1, IORING_ENTER_GETEVENTS, 0, 0).ShouldBe(1, Marshal.GetLastPInvokeErrorMessage());
            var head = Marshal.ReadInt32(_rings, (int)_offsets[CompletionHead]);
            var result = Marshal.ReadInt32(_rings, (int)_offsets[Completions] + (16 * (head & 1)) + 8);
            Marshal.WriteInt32(_rings, (int)_offsets[CompletionHead], head + 1);
            return result;
        }
        finally
        {
            pinned.Free();
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint setup(nint number, nint entries, byte[] parameters);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint enter(nint number, nint descriptor, nint submit, nint complete, nint flags, nint mask, nint size);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint mmap(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int munmap(nint address, nint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);
}
