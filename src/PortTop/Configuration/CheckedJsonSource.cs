using Microsoft.Extensions.Configuration;
using PortTop.Model;

namespace PortTop.Configuration;

/// <summary>A layer of settings out of a JSON file: what is right counts, what is wrong is named with its line.</summary>
/// <param name="content">The file, UTF-8.</param>
/// <param name="name">How the file is called in problems.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class CheckedJsonSource(byte[] content, string name, ICollection<string> problems) : ConfigurationProvider, IConfigurationSource
{
    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <inheritdoc/>
    public override void Load()
    {
        foreach (var entry in FlatJson.Read(content, name, problems))
        {
            if (SettingDefinition.Find(entry.Key) is { Kind: SettingKind.List } list)
            {
                if (SettingChecks.CheckList(name, list, entry, problems) is { } items)
                {
                    Data[list.Name] = items;
                }
            }

            // "$schema" is for editors.
            else if (entry.Key != "$schema" && SettingChecks.Check($"{name}:{entry.Line}", entry.Key, entry.Value, problems) is { } key)
            {
                Data[key] = entry.Value;
            }
        }
    }
}
