using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;

namespace PortTop.Kernel.Tracepoints;

/// <summary>
/// The ring that the kernel writes records into (<c>struct perf_event_mmap_page</c> in <c>include/uapi/linux/perf_event.h</c>). One thread
/// reads it.
/// </summary>
internal sealed class PerfRing : IDisposable
{
    private const int HeadOffset = 1024;
    private const int TailOffset = 1032;
    private const int HeaderLength = 8;
    private const uint PERF_RECORD_SAMPLE = 9;

    /// <summary>Longer than any record of a tracepoint.</summary>
    private const int LongestRecord = 512;

    private readonly MappedMemory _memory;
    private readonly byte[] _record = new byte[LongestRecord];

    private PerfRing(MappedMemory memory)
    {
        _memory = memory;
    }

    public void Dispose() => _memory.Dispose();

    /// <summary>Maps the ring of an event.</summary>
    /// <exception cref="TraceException">The kernel refuses so much memory.</exception>
    internal static PerfRing Map(SafeFileDescriptor perfEvent, int pages)
        => new(MappedMemory.TryMap(perfEvent, (1 + pages) * Environment.SystemPageSize)
            ?? throw new TraceException($"no memory for the ring of a tracepoint: {Marshal.GetLastPInvokeErrorMessage()} (perf_event_mlock_kb; \"ulimit -l\", CAP_IPC_LOCK)"));

    /// <summary>Takes every sample that is there: the process and the thread that it is of, and its raw record.</summary>
    internal void Drain(SampleTaker take)
    {
        var page = _memory.Span;
        var data = page[Environment.SystemPageSize..];
        var head = Volatile.Read(ref MemoryMarshal.AsRef<ulong>(page[HeadOffset..]));
        ref var tailPlace = ref MemoryMarshal.AsRef<ulong>(page[TailOffset..]);
        var tail = tailPlace;
        while (head - tail >= HeaderLength)
        {
            Copy(data, tail, _record.AsSpan(0, HeaderLength));
            var (type, size) = (MemoryMarshal.Read<uint>(_record), MemoryMarshal.Read<ushort>(_record.AsSpan(6)));
            if (size < HeaderLength || size > head - tail)
            {
                // Not what the kernel writes: what is there is lost, and counted as such by whoever compares with the count.
                tail = head;
                break;
            }

            if (type == PERF_RECORD_SAMPLE && size <= LongestRecord)
            {
                Copy(data, tail, _record.AsSpan(0, size));
                TakeSample(size, take);
            }

            tail += size;
        }

        Volatile.Write(ref tailPlace, tail);
    }

    /// <summary>Behind the header: u32 pid, u32 tid, u32 length of the raw record, the raw record.</summary>
    private void TakeSample(int size, SampleTaker take)
    {
        const int LengthOffset = HeaderLength + 8;
        const int RawOffset = LengthOffset + 4;
        if (size >= RawOffset)
        {
            var length = Math.Min(MemoryMarshal.Read<uint>(_record.AsSpan(LengthOffset)), (uint)(size - RawOffset));
            take(
                MemoryMarshal.Read<int>(_record.AsSpan(HeaderLength)),
                MemoryMarshal.Read<int>(_record.AsSpan(HeaderLength + sizeof(int))),
                _record.AsSpan(RawOffset, (int)length));
        }
    }

    private static void Copy(Span<byte> data, ulong position, Span<byte> destination)
    {
        var offset = (int)(position % (ulong)data.Length);
        var first = Math.Min(destination.Length, data.Length - offset);
        data.Slice(offset, first).CopyTo(destination);
        data[..(destination.Length - first)].CopyTo(destination[first..]);
    }
}
