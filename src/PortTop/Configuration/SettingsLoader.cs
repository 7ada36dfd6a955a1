using System.Collections;
using Microsoft.Extensions.Configuration;
using PortTop.Model;

namespace PortTop.Configuration;

/// <summary>
/// Joins the layers of settings, each stronger than the one before: the packaged portop.json, the machine's, the person's, --config,
/// PORTTOP_*, options.
/// </summary>
internal static class SettingsLoader
{
    /// <summary>The name of a file of settings.</summary>
    internal const string FileName = "portop.json";

    private const string Read = "read";
    private const int MaxLength = 1 << 20;

    /// <summary>Joins the layers.</summary>
    /// <param name="paths">Where files are looked for.</param>
    /// <param name="configFile">The file of --config, null for none.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="options">Settings that options give, checked already.</param>
    /// <exception cref="UsageException">The file of --config cannot be read.</exception>
    internal static LoadedSettings Load(
        ConfigurationPaths paths, string? configFile, IDictionary environment, IReadOnlyDictionary<string, string?> options)
    {
        var problems = new List<string>();
        var files = new List<SettingFile>();
        var layers = new List<SettingLayer> { new CheckedJsonSource(Packaged.Read(FileName), FileName, problems, SettingOrigin.Default) };
        foreach (var path in paths.Folders.Select(static folder => Path.Combine(folder, FileName)))
        {
            if (!File.Exists(path))
            {
                files.Add(new SettingFile(path, "not there"));
            }
            else if (TryRead(path, out var content, out var reason))
            {
                files.Add(new SettingFile(path, Read));
                layers.Add(new CheckedJsonSource(content, path, problems));
            }
            else
            {
                files.Add(new SettingFile(path, reason));
                problems.Add($"{path}: {reason}");
            }
        }

        if (configFile is not null)
        {
            layers.Add(TryRead(configFile, out var content, out var reason)
                ? new CheckedJsonSource(content, configFile, problems)
                : throw new UsageException($"--config {configFile}: {reason}"));
            files.Add(new SettingFile(configFile, Read));
        }

        layers.Add(new CheckedEnvironmentSource(environment, problems));
        layers.Add(new OptionLayer(options));
        return Join(layers, problems) with { Files = files };
    }

    private static LoadedSettings Join(List<SettingLayer> layers, List<string> problems)
    {
        var builder = new ConfigurationBuilder();
        layers.ForEach(layer => builder.Add(layer));
        var settings = builder.Build().Get<Settings>() ?? new Settings();
        var aliases = JoinAliases(layers);
        settings.Aliases = SettingDefinition.Join(aliases.Select(static alias => alias.Value));
        if (UpstreamBudget.From(settings, out var problem) is null && problem is not null)
        {
            problems.Add(problem);
        }

        var (warning, critical) = CheckLimits.Of(settings);
        if (warning.IsAbove(critical))
        {
            problems.Add("\"checkWarning\" is above \"checkCritical\": nothing would ever be a warning");
        }

        var origins = SettingDefinition.All.SelectMany(definition => definition.Kind == SettingKind.Aliases && aliases.Count > 0 ? aliases : [OriginOf(definition, layers)]);
        return new LoadedSettings(settings, problems) { Origins = [.. origins] };
    }

    private static SettingOrigin OriginOf(SettingDefinition definition, List<SettingLayer> layers)
    {
        var layer = layers.Last(layer => layer.PlaceOf(definition.Name) is not null);
        return new SettingOrigin(definition.Name, layer.TryGet(definition.Name, out var value) ? value ?? string.Empty : string.Empty, layer.PlaceOf(definition.Name)!);
    }

    /// <summary>
    /// Names of addresses come from all layers together: the machine's and a person's own do not exclude each other. For the same address
    /// the stronger layer counts.
    /// </summary>
    private static List<SettingOrigin> JoinAliases(List<SettingLayer> layers)
    {
        var known = new Dictionary<(AddressRange, ushort), SettingOrigin>();
        foreach (var item in layers.SelectMany(static layer => layer.Items))
        {
            if (item.Name == "aliases" && AddressAlias.TryParse(item.Value, out var alias))
            {
                known[(alias.Addresses, alias.Port)] = item;
            }
        }

        return [.. known.Values];
    }

    private static bool TryRead(string path, out byte[] content, out string reason)
    {
        try
        {
            using var file = File.OpenRead(path);
            content = new byte[MaxLength];
            var length = file.ReadAtLeast(content, MaxLength, throwOnEndOfStream: false);
            content = content[..length];
            reason = length == MaxLength ? "is no file of settings: it is longer than a megabyte" : string.Empty;
            return length < MaxLength;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            content = [];
            reason = Directory.Exists(path) ? "cannot be read: it is a directory" : "cannot be read: " + problem.Message;
            return false;
        }
    }
}
