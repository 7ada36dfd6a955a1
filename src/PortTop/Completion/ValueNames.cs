namespace PortTop.Completion;

/// <summary>Names of values in help that tell a shell what to propose.</summary>
internal static class ValueNames
{
    /// <summary>A path.</summary>
    internal const string File = "FILE";

    /// <summary>A theme: the name of one, or a path.</summary>
    internal const string Theme = "NAME|FILE";

    /// <summary>A network namespace.</summary>
    internal const string Namespace = "WHICH";

    /// <summary>Words of a filter.</summary>
    internal const string Filter = "FILTER";

    /// <summary>Where values of that name come from.</summary>
    internal static ValueSource SourceOf(string name, bool hasWords) => name switch
    {
        File or Theme => ValueSource.File,
        Namespace => ValueSource.Namespace,
        Filter => ValueSource.Filter,
        _ => hasWords ? ValueSource.Words : ValueSource.Free,
    };
}
