using System.Reflection;

namespace PortTop.Manual;

/// <summary>The version of the program.</summary>
internal static class ProgramVersion
{
    /// <summary>Three numbers with dots, as <c>porttop --version</c> tells it.</summary>
    internal static string Text { get; }
        = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
