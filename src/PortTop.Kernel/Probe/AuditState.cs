using System.Globalization;
using System.Runtime.InteropServices;
using PortTop.Kernel.Netlink;

namespace PortTop.Kernel.Probe;

/// <summary>
/// Whether a daemon takes records of audited system calls (auditd(8)): each question to the kernel is some system calls, and may be a
/// record in its log.
/// </summary>
/// <param name="run">Where auditd writes its process id, usually /run.</param>
/// <param name="proc">Usually /proc.</param>
/// <param name="open">Opens a channel of NETLINK_AUDIT.</param>
internal sealed class AuditState(string run, string proc, Func<INetlinkChannel> open)
{
    private const ushort AUDIT_GET = 1000;
    private const ushort NLM_F_ACK = 4;

    /// <summary>The places of <c>enabled</c> and <c>pid</c> in <c>struct audit_status</c> (<c>include/uapi/linux/audit.h</c>).</summary>
    private const int EnabledOffset = 4;
    private const int ProcessOffset = 12;

    /// <summary>
    /// True when system calls may be recorded. The kernel tells it to CAP_AUDIT_CONTROL; to others the process id in /run does.
    /// </summary>
    internal bool IsActive() => AskKernel() ?? IsRunning();

    /// <summary>What the kernel says; null where it does not say.</summary>
    private bool? AskKernel()
    {
        try
        {
            using var channel = open();
            Span<byte> request = stackalloc byte[NetlinkMessage.HeaderLength];
            request.Clear();
            MemoryMarshal.Write(request, request.Length);
            MemoryMarshal.Write(request[4..], AUDIT_GET);
            MemoryMarshal.Write(request[6..], (ushort)(NetlinkMessage.NLM_F_REQUEST | NLM_F_ACK));
            channel.Send(request);
            Span<byte> buffer = stackalloc byte[1024];
            for (var replies = 0; replies < 2; replies++)
            {
                ReadOnlySpan<byte> datagram = buffer[..channel.Receive(buffer)];
                while (datagram.Length > 0)
                {
                    var message = NetlinkMessage.Take(ref datagram);
                    if (message.Type == AUDIT_GET && message.Payload.Length >= ProcessOffset + sizeof(int))
                    {
                        return MemoryMarshal.Read<uint>(message.Payload[EnabledOffset..]) != 0
                            && MemoryMarshal.Read<int>(message.Payload[ProcessOffset..]) != 0;
                    }

                    if (message.Type == NetlinkMessage.NLMSG_ERROR && message.ErrorNumber() != 0)
                    {
                        return null;
                    }
                }
            }
        }
        catch (NetlinkException)
        {
            // Not built in, refused, or another user's namespace: the file tells.
        }

        return null;
    }

    private bool IsRunning()
    {
        try
        {
            return int.TryParse(File.ReadAllText(Path.Combine(run, "auditd.pid")).Trim(), NumberStyles.None, CultureInfo.InvariantCulture,
                out var process)
                && File.ReadAllText(Path.Combine(proc, process.ToString(CultureInfo.InvariantCulture), "comm"))
                .StartsWith("auditd", StringComparison.Ordinal);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
