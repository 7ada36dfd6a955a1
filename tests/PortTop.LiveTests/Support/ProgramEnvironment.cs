using System.Runtime.CompilerServices;

namespace PortTop.LiveTests.Support;

/// <summary>What every porttop of the tests finds in its environment.</summary>
internal static class ProgramEnvironment
{
    private const string BinaryVariable = "PORTTOP_BINARY";

    /// <summary>The program that PORTTOP_BINARY names; null without.</summary>
    internal static string? Binary { get; private set; }

    [ModuleInitializer]
    internal static void Choose()
    {
        // Tests run beside each other, each in namespaces of its own: porttop reads the one that it is started in, unless a test asks for more.
        Environment.SetEnvironmentVariable("PORTTOP_NETNS", "own");

        Binary = Environment.GetEnvironmentVariable(BinaryVariable) is { Length: > 0 } path ? Path.GetFullPath(path) : null;

        // To porttop these would be settings that do not exist.
        Environment.SetEnvironmentVariable(BinaryVariable, null);
        Environment.SetEnvironmentVariable("PORTTOP_ACCEPT", null);

        // The runtime's own socket, for diagnostic tools, is none of porttop's.
        Environment.SetEnvironmentVariable("DOTNET_EnableDiagnostics", "0");
    }
}
