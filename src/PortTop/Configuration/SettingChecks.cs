using PortTop.Model;

namespace PortTop.Configuration;

/// <summary>Holds a name and a value against the settings that there are.</summary>
internal static class SettingChecks
{
    /// <summary>The setting's own name when <paramref name="value"/> may stand there; otherwise null, and the problem is added, with the place and what would be right.</summary>
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

    /// <summary>The value of a list without the texts that cannot stand in it; each of those is a problem with its line. Null when it is no list.</summary>
    internal static string? CheckList(string file, SettingDefinition definition, JsonEntry entry, ICollection<string> problems)
    {
        if (entry.Items is null)
        {
            var shown = entry.Value is null ? "this" : $"\"{MachineText.Clean(entry.Value)}\"";
            problems.Add($"{file}:{entry.Line}: {shown} cannot be the {definition.Name}; it must be {definition.Expectation}");
            return null;
        }

        foreach (var (text, line) in entry.Items.Where(item => item.Text is null || !definition.Accepts(item.Text)))
        {
            problems.Add($"{file}:{line}: {(text is null ? "this" : $"\"{MachineText.Clean(text)}\"")} cannot stand in the {definition.Name}; they must be {definition.Expectation}");
        }

        return SettingDefinition.Join(entry.Items.Select(static item => item.Text).OfType<string>().Where(definition.Accepts));
    }
}
