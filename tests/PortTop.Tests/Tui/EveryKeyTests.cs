using PortTop.Tests.Shared;
using PortTop.Tui.Device;
using PortTop.Tui.Keys;
using Terminal.Gui.Input;

namespace PortTop.Tests.Tui;

/// <summary>
/// Every key in every view, at four sizes: it does something or says that it does not, and a fresh draw shows the same.
/// </summary>
public sealed class EveryKeyTests
{
    /// <summary>The ways into the views from the first one.</summary>
    private static readonly Dictionary<string, string[]> Views = new()
    {
        ["pools"] = [],
        ["filtered"] = ["/", "used>50%", "\r"],
        ["filtering"] = ["/", "used>"],
        ["groups"] = ["a"],
        ["group"] = ["a", "\r"],
        ["states"] = ["2"],
        ["leaders"] = ["2", "\t"],
        ["owners"] = ["3"],
        ["nat"] = ["4"],
        ["events"] = ["5"],
        ["help"] = ["?"],
        ["ports"] = ["i"],
        ["why"] = ["e"],
        ["chat"] = ["y"],
        ["probe"] = ["p"],
        ["detail"] = ["\r"],
        ["panel"] = ["\r", "8"],
        ["map"] = ["\r", "5"],
        ["war room"] = ["w"],
        ["paused"] = [" "],
        ["past"] = [",", ","],
    };

    /// <summary>Keys that may find everything as it is.</summary>
    private static readonly UiAction[] Silent =
    [
        UiAction.Redraw, UiAction.Back, UiAction.BackOrQuit, UiAction.Quit, UiAction.ShowPools, UiAction.ShowStates, UiAction.ShowOwners,
        UiAction.NextProblem, UiAction.NextSort, UiAction.ReverseSort, UiAction.MinuteEarlier,
    ];

    public static TheoryData<string, int, int> Sizes
    {
        get
        {
            var data = new TheoryData<string, int, int>();
            foreach (var view in Views.Keys)
            {
                foreach (var (width, height) in ((int, int)[])[(120, 40), (80, 24), (60, 15), (40, 12)])
                {
                    data.Add(view, width, height);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_key_does_something_or_says_that_it_does_not(string view, int width, int height)
    {
        using var screen = Scenes.Show("demo", width, height);
        var begun = screen.State;
        foreach (var binding in KeyMap.All)
        {
            foreach (var key in binding.Keys)
            {
                screen.Show(begun with { Prompt = null });
                foreach (var way in Views[view])
                {
                    screen.Type(way);
                }

                var before = Picture(screen.Draw());
                var after = Picture(screen.Press(new Key(key)).Draw());

                Picture(screen.Redraw()).IsSameAs(after).ShouldBeTrue($"{key} in {view}, drawn afresh:\n{screen.Text()}");
                if (!Moves.Is(binding.Action) && !Silent.Contains(binding.Action) && view != "filtering")
                {
                    after.IsSameAs(before).ShouldBeFalse($"{key} in {view} at {width}x{height}:\n{screen.Text()}");
                }
            }
        }
    }

    private static CellGrid Picture(HeadlessScreen screen)
    {
        var picture = new CellGrid(screen.Cells.Width, screen.Cells.Height);
        picture.CopyFrom(screen.Cells);
        return picture;
    }
}
