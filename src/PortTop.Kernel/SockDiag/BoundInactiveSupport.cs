using System.Globalization;

namespace PortTop.Kernel.SockDiag;

/// <summary>
/// Whether the kernel tells of sockets that are bound and neither connected nor listening (<c>TCP_BOUND_INACTIVE</c>, Linux 6.8 and
/// whatever took it over). A kernel that does not know the state answers an empty list, as one that has no such sockets does.
/// </summary>
public static class BoundInactiveSupport
{
    private const int HeaderLength = 24;
    private const ushort Magic = 0xeb9f;

    private static readonly Version FirstRelease = new(6, 8);

    /// <summary>Asks the kernel's own type information for the name of the state, and the release where there is none.</summary>
    /// <param name="btfPath">Usually /sys/kernel/btf/vmlinux.</param>
    /// <param name="procRoot">Usually /proc.</param>
    public static bool IsPresent(string btfPath, string procRoot) => Contains(btfPath) ?? IsRecent(procRoot);

    /// <summary>Null when the file cannot be read or is none of BTF.</summary>
    private static bool? Contains(string path)
    {
        try
        {
            using var file = FileSearch.Open(path);
            var header = new byte[HeaderLength];
            var length = file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);

            // struct btf_header: magic, version, flags, hdr_len, type_off, type_len, str_off, str_len, in the machine's order.
            if (length < HeaderLength || BitConverter.ToUInt16(header) != Magic)
            {
                return null;
            }

            var strings = BitConverter.ToUInt32(header, 4) + BitConverter.ToUInt32(header, 16);
            file.Seek(strings, SeekOrigin.Begin);
            return FileSearch.Find(file, [.. "TCP_BOUND_INACTIVE\0"u8])[0];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsRecent(string procRoot)
    {
        try
        {
            var release = File.ReadAllText(Path.Combine(procRoot, "sys/kernel/osrelease")).Trim().Split('.', '-', '+');
            return release.Length >= 2
                && int.TryParse(release[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
                && int.TryParse(release[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
                && new Version(major, minor) >= FirstRelease;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
