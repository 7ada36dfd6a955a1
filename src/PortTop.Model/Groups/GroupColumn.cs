namespace PortTop.Model;

/// <summary>One column of a table of groups.</summary>
/// <param name="Id">Its name in the order of rows.</param>
/// <param name="Header">The name above the column; of the first column the kind of the groups stands there.</param>
/// <param name="Width">The width in characters that its usual values need.</param>
/// <param name="Alignment">On which side values stand.</param>
/// <param name="Meaning">What it means, with its unit, for help.</param>
/// <param name="Comparison">How it sorts when it is chosen: the more interesting value first.</param>
/// <param name="Write">How a value is written, of a group at a time into 96 characters.</param>
public sealed record GroupColumn(
    string Id, string Header, int Width, ColumnAlignment Alignment, string Meaning, Comparison<PoolGroup> Comparison, Func<PoolGroup, DateTimeOffset, Span<char>, int> Write);
