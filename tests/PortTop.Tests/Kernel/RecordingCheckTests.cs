using System.IO.Compression;
using System.Text;
using PortTop.Kernel.SockDiag;

namespace PortTop.Tests.Kernel;

/// <summary>A file that is no dump is told from one, in words that say what it is.</summary>
public sealed class RecordingCheckTests
{
    private const string Table = """
        State     Recv-Q Send-Q        Local Address:Port           Peer Address:Port Process
        ESTAB     0      0                 127.0.0.1:40014             127.0.0.1:6399

        """;

    [Fact]
    public void A_dump_is_one() => RecordingCheck.WhyNoDump(Recording.Mixed()).ShouldBeNull();

    [Theory]
    [InlineData(Table)]
    [InlineData("tcp        0      0 127.0.0.1:38690         127.0.0.1:6399          TIME_WAIT\n")]
    [InlineData("Ηost ∎ UTF-8\n")]
    [InlineData("?\n")]
    public void Text_is_told(string text)
    {
        Check(text).ShouldBe("is text, not a dump");
        Check(string.Concat(Enumerable.Repeat(text, 1_000))).ShouldBe("is text, not a dump");
    }

    [Fact]
    public void A_compressed_dump_is_told()
    {
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Recording.Mixed());
        }

        RecordingCheck.WhyNoDump(file.ToArray()).ShouldBe("is gzip-compressed, not a dump");
    }

    [Fact]
    public void An_empty_file_is_told() => RecordingCheck.WhyNoDump([]).ShouldBe("is empty, not a dump");

    [Fact]
    public void A_dump_without_its_end_is_told_with_the_place()
    {
        var dump = Recording.Mixed();
        var second = BitConverter.ToInt32(dump);

        RecordingCheck.WhyNoDump(dump.AsSpan(0, second + 5)).ShouldBe($"ends in the middle of a message at byte {second}");
        RecordingCheck.WhyNoDump(dump.AsSpan(0, second + 40)).ShouldBe($"ends in the middle of a message at byte {second}");
        RecordingCheck.WhyNoDump(dump.AsSpan(0, 40)).ShouldBe("ends in the middle of a message at byte 0");
        RecordingCheck.WhyNoDump(dump.AsSpan(0, second)).ShouldBeNull();
    }

    [Fact]
    public void What_is_damaged_or_of_another_kind_is_told()
    {
        var dump = Recording.Mixed();
        var second = BitConverter.ToInt32(dump);

        Changed(dump, second, 3).ShouldBe($"is damaged at byte {second}");
        Changed(dump, second + 3, 0x7f).ShouldBe($"is damaged at byte {second}");
        Changed(dump, 3, 0x7f).ShouldBe("is not a dump");
        Changed(dump, 4, 24).ShouldBe("is a dump of something else than sockets at byte 0");
        Changed(dump, 4, 2).ShouldBe("records that the kernel refused a dump or lost replies at byte 0");
        RecordingCheck.WhyNoDump([20, 0, 0, 0, 20, 0, .. new byte[14]]).ShouldBe("has a message that is too short for a socket at byte 0");
    }

    [Fact]
    public void Whatever_passes_can_be_read()
    {
        var random = new Random(1);
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = Recording.Mixed();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            bytes = bytes[..random.Next(1, bytes.Length)];
            if (RecordingCheck.WhyNoDump(bytes) is null)
            {
                using var dump = new SockDiagDump(() => new RecordedSockDiag(bytes));
                Should.NotThrow(() => dump.ReadConnected(new PortTop.Model.PortRange(0, 65535), new RecordingSink()));
            }
        }
    }

    private static string? Check(string text) => RecordingCheck.WhyNoDump(Encoding.UTF8.GetBytes(text));

    private static string? Changed(byte[] dump, int position, byte value)
    {
        byte[] changed = [.. dump];
        changed[position] = value;
        return RecordingCheck.WhyNoDump(changed);
    }
}
