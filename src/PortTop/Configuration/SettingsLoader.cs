using System.Collections;
using Microsoft.Extensions.Configuration;
using PortTop.Model;

namespace PortTop.Configuration;

/// <summary>Joins the layers of settings, each stronger than the one before: the packaged portop.json, the machine's, the person's, --config, PORTTOP_*, options.</summary>
internal static class SettingsLoader
{
    private const string FileName = "portop.json";
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
        var builder = new ConfigurationBuilder();
        builder.Add(new CheckedJsonSource(Packaged.Read(FileName), FileName, problems));
        foreach (var path in paths.Folders.Select(static folder => Path.Combine(folder, FileName)).Where(File.Exists))
        {
            if (TryRead(path, out var content, out var reason))
            {
                builder.Add(new CheckedJsonSource(content, path, problems));
            }
            else
            {
                problems.Add($"{path}: {reason}");
            }
        }

        if (configFile is not null)
        {
            builder.Add(TryRead(configFile, out var content, out var reason)
                ? new CheckedJsonSource(content, configFile, problems)
                : throw new UsageException($"--config {configFile}: {reason}"));
        }

        builder.Add(new CheckedEnvironmentSource(environment, problems));
        builder.AddInMemoryCollection(options);
        var settings = builder.Build().Get<Settings>() ?? new Settings();
        if (UpstreamBudget.From(settings, out var problem) is null && problem is not null)
        {
            problems.Add(problem);
        }

        return new LoadedSettings(settings, problems);
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
