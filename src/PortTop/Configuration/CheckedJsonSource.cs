using PortTop.Model;

namespace PortTop.Configuration;

/// <summary>A layer of settings out of a JSON file: what is right counts, what is wrong is named with its line.</summary>
/// <param name="content">The file, UTF-8.</param>
/// <param name="name">How the file is called in problems.</param>
/// <param name="problems">Where problems go.</param>
/// <param name="place">How the file is called where it is told where a setting comes from; null for its name and the line.</param>
internal sealed class CheckedJsonSource(byte[] content, string name, ICollection<string> problems, string? place = null) : SettingLayer
{
    /// <summary>What editors look for in a file, and nothing else does.</summary>
    internal const string SchemaKey = "$schema";

    /// <inheritdoc/>
    public override void Load()
    {
        foreach (var entry in FlatJson.Read(content, name, problems))
        {
            if (SettingDefinition.Find(entry.Key) is { IsMany: true } many)
            {
                if (SettingChecks.CheckMany(name, many, entry, problems) is { } items)
                {
                    Put(many, [.. items.Select(item => new SettingOrigin(many.Name, item.Text, PlaceOf(item.Line)))], PlaceOf(entry.Line));
                }
            }
            else if (entry.Key != SchemaKey && SettingChecks.Check($"{name}:{entry.Line}", entry.Key, entry.Value, problems) is { } key)
            {
                Put(key, entry.Value, PlaceOf(entry.Line));
            }
        }
    }

    private string PlaceOf(int line) => place ?? $"{name}:{line}";
}
