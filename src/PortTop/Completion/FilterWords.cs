using PortTop.Model;

namespace PortTop.Completion;

/// <summary>How words of a filter begin.</summary>
internal static class FilterWords
{
    /// <summary>Each field with the sign that usually follows it, as the filter of the screen completes them.</summary>
    internal static IEnumerable<string> Beginnings => FilterFields.All.Select(Beginning);

    /// <summary>A field with that sign.</summary>
    internal static string Beginning(FilterField field) => field.Example[..(field.Name.Length + 1)];
}
