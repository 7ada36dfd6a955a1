using System.Collections;
using Microsoft.Extensions.Configuration;
using PortTop.Model;

namespace PortTop.Configuration;

/// <summary>A layer of settings out of the environment: PORTTOP_INTERVAL=2. What is wrong is named with its variable.</summary>
/// <param name="environment">The environment.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class CheckedEnvironmentSource(IDictionary environment, ICollection<string> problems) : ConfigurationProvider, IConfigurationSource
{
    private const string Prefix = "PORTTOP_";

    /// <summary>As in PATH.</summary>
    private const char ListSeparator = ':';

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <inheritdoc/>
    public override void Load()
    {
        foreach (DictionaryEntry variable in environment)
        {
            var name = (string)variable.Key;
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && SettingDefinition.Find(name[Prefix.Length..]) is { Kind: SettingKind.List } list)
            {
                Data[list.Name] = SettingDefinition.Join((variable.Value as string ?? string.Empty).Split(ListSeparator).Where(list.Accepts));
            }
            else if (name.StartsWith(Prefix, StringComparison.Ordinal)
                && SettingChecks.Check("environment " + MachineText.Clean(name), name[Prefix.Length..], variable.Value as string, problems) is { } key)
            {
                Data[key] = variable.Value as string;
            }
        }
    }
}
