namespace PortTop.Configuration;

/// <summary>Files that travel inside the program.</summary>
internal static class Packaged
{
    /// <summary>The content of a packaged file.</summary>
    internal static byte[] Read(string name)
        => TryRead(name) ?? throw new InvalidOperationException($"the program was built without {name}");

    /// <summary>The content of a packaged file, null when there is none of that name.</summary>
    internal static byte[]? TryRead(string name)
    {
        using var stream = typeof(Packaged).Assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>The names of the packaged files in a folder, without their ending.</summary>
    internal static IEnumerable<string> Names(string folder) => typeof(Packaged).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
        .Select(static name => Path.GetFileNameWithoutExtension(name))
        .Order();
}
