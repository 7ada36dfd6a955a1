using System.Globalization;

namespace PortTop.Kernel.Tracepoints;

/// <summary>The processors that run now: a tracepoint is opened on each (<c>/sys/devices/system/cpu/online</c>).</summary>
internal static class OnlineProcessors
{
    /// <summary>Their numbers; 0 to the number of processors that .NET sees where the file cannot be read.</summary>
    internal static IReadOnlyList<int> Read(string path)
    {
        try
        {
            if (Parse(File.ReadAllText(path)) is { Count: > 0 } found)
            {
                return found;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Told by the fall-back below.
        }

        return [.. Enumerable.Range(0, Environment.ProcessorCount)];
    }

    /// <summary>Parses "0-3,8"; empty where it makes no sense.</summary>
    internal static IReadOnlyList<int> Parse(string text)
    {
        const int MostProcessors = 8192;
        var found = new List<int>();
        foreach (var part in text.Trim().Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2
                || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                || last < first || last >= MostProcessors)
            {
                return [];
            }

            found.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return found;
    }
}
