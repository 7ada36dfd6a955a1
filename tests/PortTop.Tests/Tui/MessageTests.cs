using PortTop.Tests.Shared;
using PortTop.Tui.Keys;
using PortTop.Tui.State;
using PortTop.Tui.Themes;

namespace PortTop.Tests.Tui;

/// <summary>A message has a line of its own, which is blank while there is none: nothing moves when one comes or goes.</summary>
public sealed class MessageTests
{
    private static readonly (int Width, int Height)[] Sizes = [(120, 40), (80, 24), (60, 15)];

    private static readonly string[] Keys = [string.Empty, "2", "3", "\r", "w"];

    private static readonly Dictionary<string, Func<UiState, UiState>> Messages = new()
    {
        ["setting"] = static state => state with { Notices = ["portop.json:3: there is no setting \"intervall\""], AreNoticesShown = true },
        ["collector"] = static state => state with
        {
            Snapshot = state.Snapshot! with { Source = state.Snapshot.Source with { Notes = ["netlink is refused"] } },
        },
        ["interval"] = static state => state with
        {
            Snapshot = state.Snapshot! with { Interval = TimeSpan.FromSeconds(2), WantedInterval = TimeSpan.FromSeconds(1) },
        },
        ["failed poll"] = static state => UiReducer.Fail(state, new Trouble("denied", Samples.Time.AddSeconds(2))),
        ["pause"] = static state => UiReducer.Act(state, UiAction.Pause),
    };

    public static TheoryData<string, int, int, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, int, string>();
            foreach (var key in Keys)
            {
                foreach (var (width, height) in Sizes)
                {
                    foreach (var message in Messages.Keys)
                    {
                        cases.Add(key, width, height, message);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_message_moves_no_row(string key, int width, int height, string message)
    {
        using var screen = new HeadlessScreen(new UiState { Host = "web-07", Now = Samples.Time, Glyphs = Glyphs.Unicode }, width, height);
        screen.Show(UiReducer.Arrive(screen.State, Samples.Snapshot(SceneSnapshots.Pools(), SceneSnapshots.Ports))).Type(key);
        var before = Rows(screen);

        screen.Show(Messages[message](screen.State));
        var after = Rows(screen);

        // Line 1 and the keys tell of a failed poll and of a pause too, and so do panels of the detail and the word of the war room.
        var changed = Enumerable.Range(1, height - 2).Where(row => before[row] != after[row]).ToArray();
        var isToldTwice = (key is "w" or "\r") && (message is "failed poll" or "pause");
        (isToldTwice ? changed[..1] : changed).ShouldHaveSingleItem(string.Join('\n', changed.Select(row => after[row])));
        before[changed[0]].Trim().ShouldBeEmpty();
        after[changed[0]].Trim().ShouldNotBeEmpty();
    }

    private static string[] Rows(HeadlessScreen screen) => screen.Text().Split('\n');
}
