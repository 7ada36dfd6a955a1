using System.Runtime.CompilerServices;

namespace PortTop.LiveTests.Support;

/// <summary>Tests run beside each other, each in namespaces of its own: porttop reads the one that it is started in, unless a test asks for more.</summary>
internal static class OwnNamespace
{
    [ModuleInitializer]
    internal static void Choose() => Environment.SetEnvironmentVariable("PORTTOP_NETNS", "own");
}
