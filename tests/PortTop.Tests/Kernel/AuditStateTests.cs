using System.Buffers.Binary;
using PortTop.Kernel.Netlink;
using PortTop.Kernel.Probe;

namespace PortTop.Tests.Kernel;

/// <summary>Whether a daemon records system calls: by the kernel's word, and where it gives none by the file of the daemon.</summary>
public sealed class AuditStateTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("porttop-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(1u, 812, true)]
    [InlineData(2u, 812, true)]
    [InlineData(1u, 0, false)]
    [InlineData(0u, 812, false)]
    public void The_kernel_tells_whether_it_is_on_and_somebody_listens(uint enabled, int process, bool isActive)
        => State(Status(enabled, process)).IsActive().ShouldBe(isActive);

    [Fact]
    public void Who_may_not_ask_goes_by_the_file_of_the_daemon()
    {
        State(Error(1)).IsActive().ShouldBeFalse();
        Write("run/auditd.pid", "812\n");
        State(Error(1)).IsActive().ShouldBeFalse("the process is not there");
        Write("proc/812/comm", "auditd\n");
        State(Error(1)).IsActive().ShouldBeTrue();
        Write("proc/812/comm", "nginx\n");
        State(Error(1)).IsActive().ShouldBeFalse("the number is another's now");
    }

    [Fact]
    public void No_socket_of_that_kind_and_malformed_replies_say_nothing()
    {
        new AuditState(Path.Combine(_root, "run"), Path.Combine(_root, "proc"),
            static () => throw new NetlinkException("not supported")).IsActive().ShouldBeFalse();
        State(static _ => [1, 2, 3]).IsActive().ShouldBeFalse();
        State(static sequence => Message(1000, sequence, new byte[4])).IsActive().ShouldBeFalse("cut off");
    }

    private AuditState State(Func<uint, byte[]> reply)
        => new(Path.Combine(_root, "run"), Path.Combine(_root, "proc"),
        new ScriptedChannel(reply, static sequence => Message(2, sequence, new byte[20])).Open);

    private static Func<uint, byte[]> Status(uint enabled, int process) => sequence =>
    {
        var status = new byte[40];
        BinaryPrimitives.WriteUInt32LittleEndian(status.AsSpan(4), enabled);
        BinaryPrimitives.WriteInt32LittleEndian(status.AsSpan(12), process);
        return Message(1000, sequence, status);
    };

    private static Func<uint, byte[]> Error(int error) => sequence =>
    {
        var payload = new byte[20];
        BinaryPrimitives.WriteInt32LittleEndian(payload, -error);
        return Message(2, sequence, payload);
    };

    private static byte[] Message(ushort type, uint sequence, byte[] payload)
    {
        var message = new byte[16 + payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(4), type);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(8), sequence);
        payload.CopyTo(message, 16);
        return message;
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_root, path);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
