namespace PortTop.Model;

/// <summary>A field that a word of a filter can ask for.</summary>
public sealed class FilterField
{
    /// <summary>Describes a field.</summary>
    internal FilterField(string name, string meaning, string example, IReadOnlyList<string> aliases, FilterTermMaker maker)
    {
        Name = name;
        Meaning = meaning;
        Example = example;
        Aliases = aliases;
        Maker = maker;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it asks for, with its values and their unit, for help and README; words to type stand between backquotes.</summary>
    public string Meaning { get; }

    /// <summary>A word that makes use of it.</summary>
    public string Example { get; }

    /// <summary>Its name with the sign that usually follows it, for completion.</summary>
    public string Beginning => Example[..(Name.Length + 1)];

    /// <summary>Other names, as other tools and the columns have them.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>The words that it takes, for completion; empty where any text or number may stand there.</summary>
    public IReadOnlyList<string> Values { get; internal init; } = [];

    /// <summary>Makes a term of a value.</summary>
    internal FilterTermMaker Maker { get; }
}
