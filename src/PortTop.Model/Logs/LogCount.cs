namespace PortTop.Model;

/// <summary>How often a sign was read in a log.</summary>
/// <param name="Sign">The sign.</param>
/// <param name="Total">The lines that have it, since the watch began; one line counts once.</param>
/// <param name="New">Those among them that were read since the reading before.</param>
/// <param name="Line">The last of them, cleaned and cut.</param>
public sealed record LogCount(LogSign Sign, long Total, long New, string Line);
