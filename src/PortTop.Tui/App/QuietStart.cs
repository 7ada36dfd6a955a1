using System.Runtime.CompilerServices;
using Terminal.Gui.App;
using Terminal.Gui.Configuration;
using Terminal.Gui.Drivers;

namespace PortTop.Tui.App;

/// <summary>
/// Starts Terminal.Gui without what it does by itself: it runs <c>bash -c "which xclip"</c>, which .NET looks for in the current directory
/// first, and it takes settings from <c>~/.tui</c>, <c>./.tui</c> and <c>TUI_CONFIG</c>. Whoever may write there would act with the rights
/// of the person who types porttop. In the file that is compiled ahead of time both are cut out (<c>Substitutions.xml</c>); here they are
/// kept from finding anything.
/// </summary>
internal static class QuietStart
{
    private const string Path = "PATH";

    /// <summary>The directory and the path belong to the whole process: one start at a time.</summary>
    private static readonly Lock OneAtATime = new();

    /// <summary>
    /// All settings of Terminal.Gui from what is embedded in it, and from no file; once for the process. Ahead of time none are read.
    /// </summary>
    private static readonly Lazy<bool> Settings = new(static () =>
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            BindToDefaults("porttop", "/", false).ApplyToStaticFacades();
        }

        return true;
    });

    /// <summary>
    /// Begins on a thread of its own what takes long with the runtime: loading Terminal.Gui and its settings, while ours are being read.
    /// </summary>
    internal static void Warm()
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            new Thread(static () => _ = Settings.Value) { IsBackground = true }.Start();
        }
    }

    /// <summary>Starts an application that never touches the terminal.</summary>
    internal static IApplication Begin(Terminal.Gui.Time.ITimeProvider time)
    {
        lock (OneAtATime)
        {
            // Kept from now on: what Terminal.Gui writes and reads later goes nowhere either.
            Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
            _ = Settings.Value;
            var app = Application.Create(time);
            Init(app);
            app.Driver!.Clipboard = new OwnClipboard();
            return app;
        }
    }

    private static void Init(IApplication app)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            app.Init(DriverRegistry.Names.ANSI);
            return;
        }

        var directory = Environment.CurrentDirectory;
        var path = Environment.GetEnvironmentVariable(Path);
        Environment.CurrentDirectory = "/";
        Environment.SetEnvironmentVariable(Path, "/nonexistent");
        try
        {
            app.Init(DriverRegistry.Names.ANSI);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Path, path);
            Environment.CurrentDirectory = directory;
        }
    }

    /// <summary>The constructor is not public.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern TuiConfigurationBuilder BindToDefaults(string? appName, string? currentDirectory, bool includeUserSources);
}
