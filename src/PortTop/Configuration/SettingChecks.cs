using System.Globalization;
using PortTop.Model;

namespace PortTop.Configuration;

/// <summary>Holds a name and a value against the settings that there are.</summary>
internal static class SettingChecks
{
    /// <summary>
    /// The setting's own name when <paramref name="value"/> may stand there; otherwise null, and the problem is added, with the place and
    /// what would be right.
    /// </summary>
    internal static string? Check(string place, string name, string? value, ICollection<string> problems)
    {
        if (SettingDefinition.Find(name) is not { } definition)
        {
            var known = SettingDefinition.All.Select(static candidate => candidate.Name);
            var nearest = SettingDefinition.Nearest(name, known);
            var remedy = nearest is null ? "known are " + string.Join(", ", known) : $"did you mean \"{nearest}\"?";
            problems.Add($"{place}: there is no setting \"{MachineText.Clean(name)}\"; {remedy}");
            return null;
        }

        if (value is null || !definition.Accepts(value))
        {
            var shown = value is null ? "this" : $"\"{MachineText.Clean(value)}\"";
            problems.Add($"{place}: {shown} cannot be the {definition.Name}; {definition.Remedy(value)}");
            return null;
        }

        return definition.Name;
    }

    /// <summary>
    /// The texts of a setting that holds several, with their lines, without those that cannot stand in it; each of those is a problem with
    /// its line. Null when it is of another form.
    /// </summary>
    internal static IReadOnlyList<(string Text, int Line)>? CheckMany(string file, SettingDefinition definition, JsonEntry entry, ICollection<string> problems)
    {
        var items = definition.Kind == SettingKind.Aliases
            ? entry.Pairs?.Select(static pair => (Text: pair.Text is null ? null : AddressAlias.Join(pair.Key, pair.Text), pair.Line)).ToArray()
            : entry.Items;
        if (items is null)
        {
            var shown = entry.Value is null ? "this" : $"\"{MachineText.Clean(entry.Value)}\"";
            problems.Add($"{file}:{entry.Line}: {shown} cannot be the {definition.Name}; it must be {definition.Expectation}");
            return null;
        }

        var right = new List<(string Text, int Line)>();
        foreach (var (text, line) in items)
        {
            if (text is not null && definition.Accepts(text))
            {
                right.Add((text, line));
            }
            else
            {
                problems.Add($"{file}:{WrongItem(line.ToString(CultureInfo.InvariantCulture), definition, text)}");
            }
        }

        return right;
    }

    /// <summary>What is said of a text that cannot stand among those of a setting.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="definition">The setting.</param>
    /// <param name="text">The text; null where it is none.</param>
    internal static string WrongItem(string place, SettingDefinition definition, string? text)
    {
        var nearest = text is null ? null : SettingDefinition.Nearest(text, definition.Words);
        return $"{place}: {(text is null ? "this" : $"\"{MachineText.Clean(text)}\"")} cannot stand in the {definition.Name}; "
            + (nearest is not null ? $"did you mean \"{nearest}\"?" : definition.Words.Count > 0 ? "known are " + string.Join(", ", definition.Words) : $"they must be {definition.Expectation}");
    }
}
