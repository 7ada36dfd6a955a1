namespace PortTop.Tests.Kernel;

/// <summary>What record.sh has recorded.</summary>
internal static class Recording
{
    internal static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Kernel", "Recordings", name);

    internal static byte[] Mixed() => File.ReadAllBytes(Path("mixed.netlink"));
}
