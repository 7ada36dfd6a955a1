using System.Collections;
using PortTop.Model;

namespace PortTop.Configuration;

/// <summary>A layer of settings out of the environment: PORTTOP_INTERVAL=2. What is wrong is named with its variable.</summary>
/// <param name="environment">The environment.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class CheckedEnvironmentSource(IDictionary environment, ICollection<string> problems) : SettingLayer
{
    private const string Prefix = "PORTTOP_";

    /// <summary>Paths stand as in PATH; words with either; IPv6 addresses have colons of their own.</summary>
    private static readonly char[] PathSeparators = [':'];
    private static readonly char[] WordSeparators = [':', ','];
    private static readonly char[] AliasSeparators = [','];

    /// <inheritdoc/>
    public override void Load()
    {
        foreach (DictionaryEntry variable in environment)
        {
            var name = (string)variable.Key;
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var value = variable.Value as string ?? string.Empty;
            if (SettingDefinition.Find(name[Prefix.Length..]) is { IsMany: true } many)
            {
                Put(many, [.. Split(name, many, value).Select(item => new SettingOrigin(many.Name, item, name))], name);
            }
            else if (SettingChecks.Check("environment " + MachineText.Clean(name), name[Prefix.Length..], value, problems) is { } key)
            {
                Put(key, value, name);
            }
        }
    }

    private IEnumerable<string> Split(string name, SettingDefinition many, string value)
    {
        var separators = many.Kind == SettingKind.Aliases ? AliasSeparators : many.Words.Count > 0 ? WordSeparators : PathSeparators;
        foreach (var item in value.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (many.Accepts(item))
            {
                yield return item;
            }
            else
            {
                problems.Add("environment " + SettingChecks.WrongItem(name, many, item));
            }
        }
    }
}
