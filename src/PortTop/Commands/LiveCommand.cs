using PortTop.Configuration;
using PortTop.Demo;
using PortTop.Live;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Reports;
using PortTop.Tui.App;
using PortTop.Tui.State;
using PortTop.Tui.Themes;

namespace PortTop.Commands;

/// <summary>Shows the live screen.</summary>
/// <param name="settings">The settings in force.</param>
/// <param name="paths">Where themes are looked for.</param>
/// <param name="problems">What was wrong with settings.</param>
/// <param name="demo">The demo that is shown; null for the machine itself.</param>
internal sealed class LiveCommand(Settings settings, ConfigurationPaths paths, IReadOnlyList<string> problems, DemoStage? demo = null)
{
    /// <summary>Runs until the person leaves, and leaves the verdict behind.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="variable">The environment.</param>
    /// <exception cref="UsageException">The source that the environment names cannot be read.</exception>
    internal int Run(TerminalSession terminal, Func<string, string?> variable)
    {
        var notices = problems.ToList();
        var themes = new ThemeRack(paths, TerminalTraits.Depth(settings, variable));
        var palette = themes.Load(settings.Theme, notices);
        var glyphs = TerminalTraits.Glyphs(settings, variable);
        var state = new UiState
        {
            Host = demo is null ? Environment.MachineName : DemoStage.Host,
            Demo = demo?.Name,
            Now = (demo?.Clock ?? TimeProvider.System).GetUtcNow(),
            Glyphs = glyphs,
            IsLocalTime = settings.Time == "local",
            Notices = notices,
            ChosenColumns = SettingDefinition.Items(settings.Columns),
            Theme = settings.Theme,
        };
        state = UiReducer.Begin(
            state,
            new ViewChoices(settings.Sort, settings.Reverse, PoolGroups.Find(settings.Group) ?? GroupKind.Pool, PoolFilter.Parse(settings.Filter), TimeSpan.FromSeconds(settings.Interval)));
        state = StartView.Of(state, settings.View);
        var source = demo is null ? SourceFactory.Prepare(settings, variable) : () => demo.Open(settings);
        using var screen = new LiveScreen(
            terminal,
            themes,
            palette,
            state,
            mayChooseGlyphs: settings.Glyphs == "auto" && glyphs == Glyphs.Unicode,
            demo)
        {
            MayCopy = TerminalTraits.TakesCommands(variable),
            Settle = demo is null ? ProcessManners.GiveWay : static () => { },
        };
        var budget = new WatchBudget(settings.Budget, settings.BudgetInTrouble);
        var last = screen.Run(source, budget, UpstreamBudget.From(settings, out _), Preferences.From(settings));
        LeaveBehind(last);
        return 0;
    }

    private static void LeaveBehind(UiState last)
    {
        using var output = StandardStream.OutputText();
        if (last.Snapshot is { } snapshot)
        {
            output.WriteLine($"porttop {MachineText.Clean(last.Host)} {snapshot.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}  {SummaryText.Verdict(snapshot, snapshot.Time)}");
        }

        foreach (var notice in last.Notices)
        {
            output.WriteLine("porttop: " + notice);
        }
    }
}
