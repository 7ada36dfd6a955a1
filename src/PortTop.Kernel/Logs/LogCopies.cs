namespace PortTop.Kernel.Logs;

/// <summary>The files beside a log that rotation may have made of it.</summary>
internal static class LogCopies
{
    /// <summary>Where there are more, the newest are looked at.</summary>
    private const int Most = 20;

    /// <summary>Paths of files whose names begin with that of the log, the newest first; none where the folder cannot be read.</summary>
    internal static IReadOnlyList<string> Near(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            return
            [
                .. new DirectoryInfo(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/").EnumerateFiles()
                    .Where(file => file.Name.Length > name.Length && file.Name.StartsWith(name, StringComparison.Ordinal))
                    .OrderByDescending(static file => file.LastWriteTimeUtc)
                    .Take(Most)
                    .Select(static file => file.FullName),
            ];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
