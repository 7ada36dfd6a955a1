using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;
using PortTop.Tests.Shared;
using PortTop.Tui.Keys;
using PortTop.Tui.Pools;
using PortTop.Tui.State;

namespace PortTop.Tests.Tui;

public sealed class UiReducerTests
{
    [Fact]
    public void The_selection_stays_with_the_worst_pool_until_a_person_chooses()
    {
        var state = Arrive(Begin(), (1, 90), (2, 50));
        Selected(state).ShouldBe(1);
        state = Arrive(state, (1, 40), (2, 50));
        Selected(state).ShouldBe(2);
    }

    [Fact]
    public void A_chosen_pool_stays_chosen_while_the_ranking_moves()
    {
        var state = Press(Arrive(Begin(), (1, 90), (2, 50), (3, 20)), "j");
        Selected(state).ShouldBe(2);
        state = Arrive(state, (1, 10), (2, 5), (3, 20));

        Selected(state).ShouldBe(2);
        state.SelectedRow.ShouldBe(2);
        Selected(Arrive(Press(state, "g"), (1, 1), (2, 5), (3, 2))).ShouldBe(2, "g goes back to the worst");
    }

    [Fact]
    public void A_chosen_pool_that_goes_leaves_the_selection_where_it_was()
    {
        var state = Press(Arrive(Begin(), (1, 90), (2, 50), (3, 20)), "j");
        state = Arrive(state, (1, 90), (3, 20));

        Selected(state).ShouldBe(3);
        Arrive(state).SelectedRow.ShouldBe(0);
    }

    [Fact]
    public void Enter_opens_and_Escape_goes_back_by_one()
    {
        var state = Press(Arrive(Begin(), (1, 90), (2, 50)), "j", "\r");
        (state.Screen, state.Opened!.Value.Port).ShouldBe((ScreenKind.Detail, (ushort)2));
        state = Press(state, "?");
        state.Page.ShouldBe(PageKind.Help);
        state = Press(state, "\e");
        (state.Page, state.Screen).ShouldBe((PageKind.None, ScreenKind.Detail));
        state = Press(state, "\e");
        (state.Screen, state.Opened).ShouldBe((ScreenKind.Pools, null));
        Press(state, "\e").IsQuitting.ShouldBeFalse();
    }

    [Fact]
    public void Digits_choose_the_view_and_Escape_leads_back_to_the_pools()
    {
        var state = Press(Arrive(Begin(), (1, 90), (2, 50)), "3");
        state.Screen.ShouldBe(ScreenKind.Owners);
        Press(state, "s").Sort.ShouldBe(state.Sort, "the pools are not seen: their order stays");
        state = Press(state, "5");
        (state.Page, state.Screen).ShouldBe((PageKind.Events, ScreenKind.Owners));
        state = Press(state, "5");
        (state.Page, state.Screen).ShouldBe((PageKind.None, ScreenKind.Owners));
        Press(state, "1").Screen.ShouldBe(ScreenKind.Pools);
        Press(state, "5", "1").Page.ShouldBe(PageKind.None);
        Press(state, "\e").Screen.ShouldBe(ScreenKind.Pools);
        Press(state, "q").IsQuitting.ShouldBeFalse("q goes back by one");
    }

    [Fact]
    public void The_opened_pool_is_followed_by_identity()
    {
        var state = Press(Arrive(Begin(), (1, 90), (2, 50)), "\r");
        state = Arrive(state, (1, 10), (2, 50));
        state.OpenedPool!.Ledger.Used.ShouldBe(10);
        state = Arrive(state, (2, 50));
        state.IsOpenedGone.ShouldBeTrue();
        state.OpenedPool!.Ledger.Used.ShouldBe(10, "what was last seen of it stays");
        Arrive(state, (1, 20)).IsOpenedGone.ShouldBeFalse();
    }

    [Theory]
    [InlineData("q", true)]
    [InlineData("\rq", false)]
    [InlineData("?q", false)]
    [InlineData("\rqq", true)]
    [InlineData("\rQ", true)]
    public void Quitting_goes_back_by_one_and_at_the_top_out(string keys, bool isQuitting)
        => Press(Arrive(Begin(), (1, 90)), [.. keys.Select(static key => key.ToString())]).IsQuitting.ShouldBe(isQuitting);

    [Fact]
    public void Sorting_goes_through_the_columns_and_back_to_severity()
    {
        var state = Arrive(Begin(), (1, 90), (2, 50), (3, 70));
        var first = state.Sort;
        var seen = new List<string>();
        do
        {
            seen.Add(state.Sort);
            state = Press(state, "s");
        }
        while (state.Sort != first && seen.Count < 50);

        seen.ShouldBe([PoolColumns.SeverityId, .. PoolTableColumns.For(120, (0, 0)).Select(static placed => placed.Column.Id)]);
        state = Press(state, "S");
        state.Rows.Select(static row => (int)row.Key.Port).ShouldBe([2, 3, 1]);
    }

    [Fact]
    public void Pausing_and_intervals_are_what_the_pipeline_is_told()
    {
        var state = Press(Arrive(Begin(), (1, 90)), " ", "+", "+");
        (state.IsPaused, state.Interval).ShouldBe((true, TimeSpan.FromSeconds(5)));
        state = Press(state, " ", "-", "-", "-");
        (state.IsPaused, state.Interval).ShouldBe((false, TimeSpan.FromSeconds(0.5)));
        Press(state, [.. Enumerable.Repeat("-", 20)]).Interval.ShouldBe(TimeSpan.FromSeconds(0.1));
    }

    [Fact]
    public void Reading_a_detail_does_not_end_the_trouble()
    {
        var state = UiReducer.Fail(Press(Arrive(Begin(), (1, 90)), "\r"), new Trouble("no", Samples.Time));
        state = UiReducer.ReadDetail(state, new PoolDetail(state.Opened!.Value, [], 0));

        state.Trouble.ShouldNotBeNull();
        state.Snapshot!.Detail.ShouldNotBeNull();
    }

    [Fact]
    public void A_good_poll_ends_the_trouble()
    {
        var state = UiReducer.Fail(Arrive(Begin(), (1, 90)), new Trouble("no", Samples.Time));
        state.Trouble.ShouldNotBeNull();
        Arrive(state, (1, 90)).Trouble.ShouldBeNull();
    }

    [Fact]
    public void The_selected_row_is_always_on_the_screen_whatever_is_pressed()
    {
        string[] keys = ["j", "k", "g", "G", "\x04", "\x15", "\e[5~", "\e[6~", "s", "S", "\r", "\e", "?", " ", "resize", "fewer", "more"];
        using var screen = new HeadlessScreen(Begin(), 120, 24);
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), presses =>
        {
            screen.Show(Arrive(Begin(), Pools(60)));
            foreach (var press in presses)
            {
                _ = keys[press % keys.Length] switch
                {
                    "resize" => screen.Resize(40 + press, 12 + (press / 8)),
                    "fewer" => screen.Show(Arrive(screen.State, Pools(press % 5))),
                    "more" => screen.Show(Arrive(screen.State, Pools(press))),
                    var key => screen.Type(key),
                };
                var state = screen.State;
                if (state.SelectedRow > Math.Max(0, state.Rows.Count - 1))
                {
                    return false;
                }

                // The marked row is the selected one.
                if (state is { Screen: ScreenKind.Pools, Page: PageKind.None, Rows.Count: > 0 }
                    && !screen.Text().Split('\n').Any(line => line.StartsWith('▸')
                        && line.Contains(FormattableString.Invariant($":{state.Rows[state.SelectedRow].Key.Port} "),
                            StringComparison.Ordinal)))
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Durations_stop_where_knowledge_stops()
    {
        var state = UiReducer.Tick(Arrive(Begin(), (1, 90)), Samples.Time.AddSeconds(4));
        state.KnownUntil.ShouldBe(state.Now);
        UiReducer.Fail(state, new Trouble("no", Samples.Time)).KnownUntil.ShouldBe(Samples.Time);
        Press(state, " ").KnownUntil.ShouldBe(Samples.Time);
        UiReducer.Tick(state, Samples.Time.AddSeconds(60)).KnownUntil.ShouldBe(Samples.Time);
    }

    [Fact]
    public void An_interval_that_was_made_longer_is_not_stale()
    {
        var state = Press(Arrive(Begin(), (1, 90)), "+", "+", "+", "+");
        state.Interval.ShouldBe(TimeSpan.FromSeconds(30));
        UiReducer.Tick(state, Samples.Time.AddSeconds(80)).IsStale.ShouldBeFalse();
        UiReducer.Tick(state, Samples.Time.AddSeconds(91)).IsStale.ShouldBeTrue();
    }

    [Fact]
    public void No_key_is_bound_twice_and_every_action_has_one()
    {
        var presses = KeyMap.All.SelectMany(static binding => binding.Keys.Select(static key => key.KeyCode)).ToArray();

        presses.ShouldBeUnique();
        KeyMap.All.Select(static binding => binding.Action).ShouldBe(Enum.GetValues<UiAction>(), ignoreOrder: true);
    }

    private static UiState Begin() => Scenes.Begin();

    private static (int, int)[] Pools(int count) => [.. Enumerable.Range(1, count).Select(static i => (i, 1 + (i * 37 % 90)))];

    private static UiState Arrive(UiState state, params (int Port, int Used)[] pools)
        => UiReducer.Arrive(state, Samples.Snapshot(pools.Select(static pool => Samples.Pool(pool.Port, pool.Used))));

    private static int Selected(UiState state) => state.Rows[state.SelectedRow].Key.Port;

    private static UiState Press(UiState state, params string[] keys) => Keyboard.Press(state, keys);
}
