using System.Runtime.InteropServices;

/// <summary>
/// Loaded into porttop by DOTNET_STARTUP_HOOKS, to see what comes of a fault that nobody expected: as soon as the file is there that the
/// environment names, it throws an exception on a thread of its own, or lets the C library read where nothing is. The name and the lack of
/// a namespace are the runtime's.
/// </summary>
#pragma warning disable CA1050, MA0047 // The runtime looks for it outside of any namespace.
internal static partial class StartupHook
#pragma warning restore CA1050, MA0047
{
    /// <summary>The variable that names the file.</summary>
    internal const string Sign = "SIGN_TO_FAIL";

    /// <summary>What the file says for a fault in native code.</summary>
    internal const string NativeFault = "native fault";

    private const nint NowherePage = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Called by the runtime before Main.</summary>
    public static void Initialize() => new Thread(static () =>
    {
        var sign = Environment.GetEnvironmentVariable(Sign)!;
        while (!File.Exists(sign))
        {
            Thread.Sleep(Pause);
        }

        if (File.ReadAllText(sign) == NativeFault)
        {
            _ = strlen(NowherePage);
        }

        throw new InvalidOperationException("thrown by a test");
    }).Start();

    [LibraryImport("libc")]
    private static partial nint strlen(nint text);
}
