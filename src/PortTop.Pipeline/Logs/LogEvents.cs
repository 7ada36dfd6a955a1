using System.Globalization;
using PortTop.Model;

namespace PortTop.Pipeline.Logs;

/// <summary>What logs tell that belongs on the time line: a sign that was not seen for a while, not each of its lines.</summary>
internal static class LogEvents
{
    /// <summary>So many are told at one poll; of more only how many there were.</summary>
    private const int MostAtOnce = 5;

    /// <summary>The news of a poll.</summary>
    internal static IReadOnlyList<PortEvent> Of(Snapshot snapshot)
    {
        var news = snapshot.Logs
            .SelectMany(static log => log.Signs.Where(static sign => sign.IsNews).Select(sign => $"{sign.Count.Sign.Name} in {log.Reading.Path}: {sign.Count.Line}"))
            .ToArray();
        var told = news.Take(MostAtOnce).Select(text => new PortEvent(snapshot.Time, PortEventKind.LogSign, text));
        return news.Length <= MostAtOnce
            ? [.. told]
            : [.. told, new PortEvent(snapshot.Time, PortEventKind.LogSign, string.Create(CultureInfo.InvariantCulture, $"and {news.Length - MostAtOnce:N0} more signs in logs"))];
    }
}
