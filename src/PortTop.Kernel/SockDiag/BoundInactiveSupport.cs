using System.Globalization;

namespace PortTop.Kernel.SockDiag;

/// <summary>
/// Whether the kernel tells of sockets that are bound and neither connected nor listening (<c>TCP_BOUND_INACTIVE</c>, Linux 6.8 and
/// whatever took it over). A kernel that does not know the state answers an empty list, as one that has no such sockets does.
/// </summary>
public static class BoundInactiveSupport
{
    private const int ChunkLength = 64 * 1024;

    private static readonly Version FirstRelease = new(6, 8);

    /// <summary>Asks the kernel's own type information for the name of the state, and the release where there is none.</summary>
    /// <param name="btfPath">Usually /sys/kernel/btf/vmlinux.</param>
    /// <param name="procRoot">Usually /proc.</param>
    public static bool IsPresent(string btfPath, string procRoot) => Contains(btfPath, "TCP_BOUND_INACTIVE\0"u8) ?? IsRecent(procRoot);

    /// <summary>Null when the file cannot be read or is none of BTF.</summary>
    private static bool? Contains(string path, ReadOnlySpan<byte> name)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var buffer = new byte[ChunkLength];
            var length = file.ReadAtLeast(buffer, 24, throwOnEndOfStream: false);

            // struct btf_header: magic, version, flags, hdr_len, type_off, type_len, str_off, str_len, in the machine's order.
            if (length < 24 || BitConverter.ToUInt16(buffer) != 0xeB9F)
            {
                return null;
            }

            var strings = BitConverter.ToUInt32(buffer, 4) + BitConverter.ToUInt32(buffer, 16);
            file.Seek(strings, SeekOrigin.Begin);
            return FindIn(file, buffer, name);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static bool FindIn(FileStream file, byte[] buffer, ReadOnlySpan<byte> name)
    {
        var kept = 0;
        while (file.Read(buffer.AsSpan(kept)) is > 0 and var read)
        {
            var chunk = buffer.AsSpan(0, kept + read);
            if (chunk.IndexOf(name) >= 0)
            {
                return true;
            }

            // The name may lie across two chunks.
            kept = Math.Min(name.Length - 1, chunk.Length);
            chunk[^kept..].CopyTo(buffer);
        }

        return false;
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
