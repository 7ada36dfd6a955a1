using System.Text;
using PortTop.Kernel.Logs;
using PortTop.Model;

namespace PortTop.Tests.Kernel.Logs;

public sealed class KernelLogTests
{
    /// <summary>EAGAIN and EPIPE of errno(3).</summary>
    private const int EndOfRecords = 11;
    private const int Overwritten = 32;

    private const string Full = "4,{0},5140900,-;nf_conntrack: nf_conntrack: table full, dropping packet\n SUBSYSTEM=net\n DEVICE=n2\n";

    [Fact]
    public void Records_are_read_to_the_last_and_each_counts_once()
    {
        var records = new ScriptedRecords(Full.Replace("{0}", "7", StringComparison.Ordinal), "6,8,1,-;something else\n", Full.Replace("{0}", "9", StringComparison.Ordinal));
        using var log = new KernelLog(records);

        var first = Read(log).Signs.ShouldHaveSingleItem();
        (first.Sign.Id, first.Total, first.Line).ShouldBe(("conntrackFull", 2, "nf_conntrack: nf_conntrack: table full, dropping packet"));
        records.Add("4,10,1,-;TCP: time wait bucket table overflow\n");
        var reading = Read(log);
        reading.Signs.Select(static sign => (sign.Sign.Id, sign.New)).ShouldBe([("conntrackFull", 0), ("timeWaitOverflow", 1)]);
        (reading.Path, reading.Problem, reading.Skipped).ShouldBe(("kernel", null, 0));
    }

    [Fact]
    public void Records_that_were_overwritten_are_told()
    {
        var records = new ScriptedRecords("6,7,1,-;a\n", null, "6,107,1,-;b\n", Full.Replace("{0}", "108", StringComparison.Ordinal));
        using var log = new KernelLog(records);

        var reading = Read(log);
        reading.Skipped.ShouldBe(99);
        reading.Signs.Single().Total.ShouldBe(1);
        LogText.Missed(reading).ShouldBe("99 lines were overwritten before they could be read");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData(";")]
    [InlineData("6;7,8")]
    [InlineData("6,x,1,-;EADDRNOTAVAIL\n")]
    public void What_is_no_record_is_passed_over(string record)
    {
        using var log = new KernelLog(new ScriptedRecords(record, "6,1,1,-;EADDRINUSE\n"));
        var first = Read(log);

        (first.Signs.Concat(Read(log).Signs).Last().Sign.Id).ShouldBe("addressInUse");
    }

    [Fact]
    public void More_records_than_a_piece_holds_are_all_read()
    {
        using var log = new KernelLog(new ScriptedRecords([.. Enumerable.Range(1, 5000).Select(static number => $"6,{number},1,-;{new string('x', 300)} EADDRNOTAVAIL\n")]));

        Read(log).Signs.Single().Total.ShouldBe(5000);
    }

    [Fact]
    public void A_log_that_is_not_there_is_said()
    {
        using var log = new KernelLog("/nowhere/kmsg");

        Read(log).Problem.ShouldBe("/nowhere/kmsg is not there; containers have none, the host has");
    }

    private static LogReading Read(KernelLog log)
    {
        log.Work(new LogBuffer(), new LogAllowance(new FrozenClock(), 1 << 24, TimeSpan.FromSeconds(10))).ShouldBeTrue();
        return log.Take();
    }

    /// <summary>Records that are there at once; null for some that were overwritten.</summary>
    private sealed class ScriptedRecords(params string?[] records) : IKernelRecords
    {
        private readonly Queue<string?> _records = new(records);

        public void Dispose() => _records.Clear();

        public int Read(Span<byte> buffer, out int error)
        {
            var isThere = _records.TryDequeue(out var record);
            error = !isThere ? EndOfRecords : record is null ? Overwritten : 0;
            return record is null ? 0 : Encoding.ASCII.GetBytes(record, buffer);
        }

        internal void Add(string record) => _records.Enqueue(record);
    }
}
