/// <summary>
/// Loaded into porttop by DOTNET_STARTUP_HOOKS, to see what an exception does that nobody expected: it throws one on a thread of
/// its own once the screen is up. The name and the lack of a namespace are the runtime's.
/// </summary>
#pragma warning disable CA1050, MA0047 // The runtime looks for it outside of any namespace.
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    private static readonly TimeSpan UntilTheScreenIsUp = TimeSpan.FromSeconds(2);

    /// <summary>Called by the runtime before Main.</summary>
    public static void Initialize() => new Thread(static () =>
    {
        Thread.Sleep(UntilTheScreenIsUp);
        throw new InvalidOperationException("thrown by a test");
    }).Start();
}
