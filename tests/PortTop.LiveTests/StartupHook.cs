/// <summary>
/// Loaded into porttop by DOTNET_STARTUP_HOOKS, to see what an exception does that nobody expected: it throws one on a thread of its own as soon
/// as the file is there that the environment names. The name and the lack of a namespace are the runtime's.
/// </summary>
#pragma warning disable CA1050, MA0047 // The runtime looks for it outside of any namespace.
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    /// <summary>The variable that names the file.</summary>
    internal const string Sign = "SIGN_TO_THROW";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Called by the runtime before Main.</summary>
    public static void Initialize() => new Thread(static () =>
    {
        while (!File.Exists(Environment.GetEnvironmentVariable(Sign)))
        {
            Thread.Sleep(Pause);
        }

        throw new InvalidOperationException("thrown by a test");
    }).Start();
}
