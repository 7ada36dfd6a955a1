using System.Collections;
using System.Text;
using PortTop.Configuration;

namespace PortTop.Tests.Program;

/// <summary>The layers of settings of a test's own: two folders, an environment, options.</summary>
public abstract class SettingsFolder : IDisposable
{
    /// <summary>The folder that both lie in.</summary>
    private protected string Root { get; } = Directory.CreateTempSubdirectory("porttop-test-").FullName;

    /// <summary>The environment.</summary>
    private protected Hashtable Variables { get; } = [];

    /// <summary>What options give.</summary>
    private protected Dictionary<string, string?> Options { get; } = [];

    /// <summary>The machine's folder and the person's.</summary>
    private protected ConfigurationPaths Paths => new(Path.Combine(Root, "etc"), Path.Combine(Root, "home"));

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes a file below <see cref="Root"/>.</summary>
    private protected void Write(string path, string content)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content, Encoding.UTF8);
    }
}
