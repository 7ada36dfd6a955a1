namespace PortTop.Kernel;

/// <summary>Looks for words in large files of the kernel, a piece at a time: none of their text is kept.</summary>
internal static class FileSearch
{
    private const int ChunkLength = 64 * 1024;

    /// <summary>For each word whether it is in the rest of <paramref name="file"/>; reading ends when all are found.</summary>
    internal static bool[] Find(FileStream file, params byte[][] words)
    {
        var found = new bool[words.Length];
        var buffer = new byte[ChunkLength];
        var longest = words.Max(static word => word.Length);
        var kept = 0;
        while (found.Contains(false) && file.Read(buffer.AsSpan(kept)) is > 0 and var read)
        {
            var chunk = buffer.AsSpan(0, kept + read);
            for (var i = 0; i < words.Length; i++)
            {
                found[i] |= chunk.IndexOf(words[i]) >= 0;
            }

            // A word may lie across two pieces.
            kept = Math.Min(longest - 1, chunk.Length);
            chunk[^kept..].CopyTo(buffer);
        }

        return found;
    }

    /// <summary>Opens a file without a buffer of its own.</summary>
    internal static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
}
