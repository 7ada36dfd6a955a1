namespace PortTop.Tests;

/// <summary>Where the sources are, found from where the test runs.</summary>
internal static class Repository
{
    /// <summary>The folder with PortTop.sln.</summary>
    internal static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
        => File.Exists(Path.Combine(folder, "PortTop.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("not in a checkout"));
}
