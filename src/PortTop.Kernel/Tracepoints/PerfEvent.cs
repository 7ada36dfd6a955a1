using System.Runtime.InteropServices;
using System.Text;
using PortTop.Kernel.Interop;

namespace PortTop.Kernel.Tracepoints;

/// <summary>
/// A tracepoint on one processor, counted or written into a ring (perf_event_open(2)). No BPF: the kernel runs the filter itself.
/// </summary>
internal sealed class PerfEvent : IDisposable
{
    /// <summary>PERF_ATTR_SIZE_VER5, which kernels since 4.1 take.</summary>
    private const int AttributesLength = 112;

    private const int TypeOffset = 0;
    private const int SizeOffset = 4;
    private const int ConfigOffset = 8;
    private const int SamplePeriodOffset = 16;
    private const int SampleTypeOffset = 24;
    private const int FlagsOffset = 40;
    private const int WakeupEventsOffset = 48;

    private const int PERF_TYPE_TRACEPOINT = 2;
    private const ulong PERF_SAMPLE_TID = 2;
    private const ulong PERF_SAMPLE_RAW = 0x400;
    private const ulong DisabledFlag = 1;
    private const nuint PERF_FLAG_FD_CLOEXEC = 8;
    private const nuint PERF_EVENT_IOC_ENABLE = 0x2400;
    private const nuint PERF_EVENT_IOC_SET_FILTER = 0x40082406;

    private readonly SafeFileDescriptor _descriptor;

    private PerfEvent(SafeFileDescriptor descriptor, PerfRing? ring)
    {
        _descriptor = descriptor;
        Ring = ring;
    }

    /// <summary>The records, null of an event that only counts.</summary>
    internal PerfRing? Ring { get; }

    /// <summary>The number of its file descriptor, to wait for records.</summary>
    internal int Descriptor => (int)_descriptor.DangerousGetHandle();

    public void Dispose()
    {
        Ring?.Dispose();
        _descriptor.Dispose();
    }

    /// <summary>Opens an event that counts how often the filter held. It stands still until <see cref="Enable"/>.</summary>
    /// <exception cref="TraceException">The kernel refuses.</exception>
    internal static PerfEvent Count(TraceEvent tracepoint, int processor, string filter) => Open(tracepoint, processor, filter, period: 0, pages: 0, wakeUpEach: 0);

    /// <summary>
    /// Opens an event of which each <paramref name="period"/>th record is kept in a ring of so many pages, a power of two; after so many
    /// whoever waits is woken.
    /// </summary>
    /// <exception cref="TraceException">The kernel refuses.</exception>
    internal static PerfEvent Sample(TraceEvent tracepoint, int processor, string filter, int period, int pages, int wakeUpEach)
        => Open(tracepoint, processor, filter, period, pages, wakeUpEach);

    /// <summary>True when the kernel understands a filter; false too where it watches nothing at all.</summary>
    internal static bool Takes(TraceEvent tracepoint, int processor, string filter)
    {
        try
        {
            Count(tracepoint, processor, filter).Dispose();
            return true;
        }
        catch (TraceException)
        {
            return false;
        }
    }

    internal void Enable() => Check(LibC.ioctl(_descriptor, PERF_EVENT_IOC_ENABLE, default), "enabling a tracepoint");

    /// <summary>How often the filter held since <see cref="Enable"/>: exact, whatever the ring lost.</summary>
    internal long ReadCount()
    {
        Span<byte> count = stackalloc byte[sizeof(long)];
        return LibC.read(_descriptor, count, count.Length) == count.Length ? MemoryMarshal.Read<long>(count) : 0;
    }

    private static PerfEvent Open(TraceEvent tracepoint, int processor, string filter, int period, int pages, int wakeUpEach)
    {
        Span<byte> attributes = stackalloc byte[AttributesLength];
        attributes.Clear();
        Write(attributes, TypeOffset, PERF_TYPE_TRACEPOINT);
        Write(attributes, SizeOffset, AttributesLength);
        Write(attributes, ConfigOffset, (ulong)tracepoint.Id);
        Write(attributes, FlagsOffset, DisabledFlag);
        if (period > 0)
        {
            Write(attributes, SamplePeriodOffset, (ulong)period);
            Write(attributes, SampleTypeOffset, PERF_SAMPLE_TID | PERF_SAMPLE_RAW);
            Write(attributes, WakeupEventsOffset, wakeUpEach);
        }

        var number = LibC.perf_event_open(SystemCall(), attributes, process: -1, processor, group: -1, PERF_FLAG_FD_CLOEXEC);
        Check((int)number, "perf_event_open");
        var descriptor = new SafeFileDescriptor();
        Marshal.InitHandle(descriptor, number);
        PerfRing? ring = null;
        try
        {
            Check(LibC.ioctl(descriptor, PERF_EVENT_IOC_SET_FILTER, Encoding.ASCII.GetBytes(filter + "\0")), "the filter of a tracepoint");
            ring = pages > 0 ? PerfRing.Map(descriptor, pages) : null;
            return new PerfEvent(descriptor, ring);
        }
        catch
        {
            ring?.Dispose();
            descriptor.Dispose();
            throw;
        }
    }

    private static void Write<T>(Span<byte> attributes, int offset, T value)
        where T : struct
        => MemoryMarshal.Write(attributes[offset..], in value);

    private static int SystemCall() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 298,
        Architecture.Arm64 or Architecture.RiscV64 or Architecture.LoongArch64 => 241,
        var other => throw new TraceException($"the number of perf_event_open(2) on {other} is not known"),
    };

    private static void Check(int result, string what)
    {
        if (result >= 0)
        {
            return;
        }

        throw Marshal.GetLastPInvokeError() is Errno.EPERM or Errno.EACCES
            ? new TraceException("the kernel refuses perf_event_open (perf_event_paranoid); \"sudo porttop\" may, or CAP_PERFMON with CAP_DAC_READ_SEARCH")
            : new TraceException($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");
    }
}
