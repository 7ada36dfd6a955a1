using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using PortTop.Kernel.Netlink;

namespace PortTop.Kernel.SockDiag;

/// <summary>
/// Checks a file that is to stand in for the kernel before anything is read of it. People take what they have at hand: the text that
/// <c>ss -tan</c> prints, a compressed attachment, a dump whose end is missing.
/// </summary>
public static class RecordingCheck
{
    /// <summary>How the kernel's own datagrams are bounded; a longer message comes from no dump.</summary>
    private const uint MostBytes = 32 * 1024;

    /// <summary>So many bytes tell a text from other files.</summary>
    private const int Sample = 512;

    /// <summary>Control characters that no text has; tabs, ends of lines and pages and escape sequences it may have.</summary>
    private static readonly SearchValues<byte> NotText = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(static code => code is not (9 or 10 or 12 or 13 or 27)).Select(static code => (byte)code), 127]);

    private static readonly (byte[] Start, string What)[] Kinds =
    [
        ([0x1f, 0x8b], "gzip-compressed"),
        ([0x28, 0xb5, 0x2f, 0xfd], "zstd-compressed"),
        ([0xfd, .. "7zXZ"u8], "xz-compressed"),
        ([.. "BZh"u8], "bzip2-compressed"),
        ([.. "PK"u8, 3, 4], "a zip archive"),
        ([0xd4, 0xc3, 0xb2, 0xa1], "a capture of packets"),
        ([0x0a, 0x0d, 0x0d, 0x0a], "a capture of packets"),
    ];

    /// <summary>Says why a file is no dump as <c>ss -D</c> writes it; null where it is one.</summary>
    /// <param name="file">The whole file.</param>
    public static string? WhyNoDump(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
        {
            // ss records the end of each family, so that not even the dump of an idle machine is empty.
            return "is empty, not a dump";
        }

        var position = 0;
        while (position < file.Length)
        {
            var rest = file[position..];
            if (WhyWrong(rest, out var length) is { } problem)
            {
                return position == 0 && Kind(file) is { } kind
                    ? kind
                    : string.Create(CultureInfo.InvariantCulture, $"{problem} at byte {position}");
            }

            position += length;
        }

        return null;
    }

    /// <summary>Says what is wrong with the first message; null where nothing is, and how long it is with what fills it up.</summary>
    private static string? WhyWrong(ReadOnlySpan<byte> rest, out int length)
    {
        length = 0;
        if (rest.Length < NetlinkMessage.HeaderLength)
        {
            return "ends in the middle of a message";
        }

        var (bytes, type) = (MemoryMarshal.Read<uint>(rest), MemoryMarshal.Read<ushort>(rest[4..]));
        if (bytes is < NetlinkMessage.HeaderLength or > MostBytes)
        {
            return "is damaged";
        }

        var isSocket = type is InetDiagRequest.TCPDIAG_GETSOCK or InetDiagRequest.SOCK_DIAG_BY_FAMILY;
        if (!isSocket && type > NetlinkMessage.NLMSG_OVERRUN)
        {
            return "is a dump of something else than sockets";
        }

        if (bytes > (uint)rest.Length)
        {
            return "ends in the middle of a message";
        }

        if (isSocket && bytes < NetlinkMessage.HeaderLength + InetDiagMessage.Length)
        {
            return "has a message that is too short for a socket";
        }

        if (type is NetlinkMessage.NLMSG_ERROR or NetlinkMessage.NLMSG_OVERRUN)
        {
            return "records that the kernel refused a dump or lost replies";
        }

        length = Math.Min((int)((bytes + 3) & ~3u), rest.Length);
        return null;
    }

    /// <summary>What a file is that does not begin with a message; null for a message with something wrong.</summary>
    private static string? Kind(ReadOnlySpan<byte> file)
    {
        foreach (var (start, what) in Kinds)
        {
            if (file.StartsWith(start))
            {
                return $"is {what}, not a dump";
            }
        }

        var hasLength = file.Length >= sizeof(uint) && MemoryMarshal.Read<uint>(file) is >= NetlinkMessage.HeaderLength and <= MostBytes;
        return IsText(file[..Math.Min(file.Length, Sample)]) ? "is text, not a dump" : hasLength ? null : "is not a dump";
    }

    /// <summary>True for UTF-8 without control characters. A character may be cut in two where the sample ends.</summary>
    private static bool IsText(ReadOnlySpan<byte> sample)
    {
        if (sample.ContainsAny(NotText))
        {
            return false;
        }

        Span<char> characters = stackalloc char[Sample];
        var status = Utf8.ToUtf16(sample, characters, out _, out _, replaceInvalidSequences: false, isFinalBlock: false);
        return status is OperationStatus.Done or OperationStatus.NeedMoreData;
    }
}
