using PortTop.Model;
using PortTop.Tests.Shared;
using PortTop.Tui.State;

namespace PortTop.Tests.Tui;

public sealed class FilteringTests
{
    [Fact]
    public void What_is_typed_filters_at_once_and_Enter_keeps_it()
    {
        var state = Press(Begin(), "/", "dport:2");
        state.Rows.Select(Port).ShouldBe([2]);
        (state.Matched.Count, state.Filter.Text).ShouldBe((1, "dport:2"));

        state = Press(state, "\r");
        state.Prompt.ShouldBeNull();
        state.Rows.Select(Port).ShouldBe([2]);
    }

    [Fact]
    public void Escape_goes_back_to_the_filter_before()
    {
        var state = Press(Begin(), "/", "dport:2", "\r", "/", "\u0015", "dport:3");
        state.Rows.Select(Port).ShouldBe([3]);

        state = Press(state, "\e");
        (state.Filter.Text, state.Prompt).ShouldBe(("dport:2", null));
        Press(state, "\e").Filter.IsEmpty.ShouldBeTrue("and once more shows all");
    }

    [Fact]
    public void A_wrong_word_is_pointed_at_the_last_right_filter_goes_on_and_Enter_keeps_nothing_wrong()
    {
        var state = Press(Begin(), "/", "dport:2", "x");

        state.Prompt!.Error!.Position.ShouldBeInRange(0, 7);
        state.Rows.Select(Port).ShouldBe([2]);
        state = Press(state, "\r");
        state.Prompt.ShouldNotBeNull();
        Press(state, "\u007f", "\r").Filter.Text.ShouldBe("dport:2");
    }

    [Fact]
    public void Keys_are_text_while_a_filter_is_written()
    {
        var state = Press(Begin(), "/", "q?!1 jk");

        state.IsQuitting.ShouldBeFalse();
        state.Prompt!.Text.ShouldBe("q?!1 jk");
        Press(state, "\u0003").IsQuitting.ShouldBeTrue();
    }

    [Fact]
    public void Pasted_text_is_text_there_and_presses_nothing_elsewhere()
    {
        Press(Begin(), "/", "\e[200~dport:3\e[201~").Rows.Select(Port).ShouldBe([3]);
        Press(Begin(), "\e[200~q3?\e[201~").ShouldBe(Begin(), new SameScreen());
    }

    [Fact]
    public void Filters_that_were_kept_come_back_the_newest_first_without_losing_what_was_typed()
    {
        using var screen = new HeadlessScreen(Press(Begin(), "/", "dport:2", "\r", "/", "\u0015", "dport:3", "\r"), 120, 24);
        screen.Type("/").Type("\u0015").Type("used");

        screen.Type("\e[A").State.Prompt!.Text.ShouldBe("dport:3");
        screen.Type("\e[A").Type("\e[A").State.Prompt!.Text.ShouldBe("dport:2");
        screen.Type("\e[B").Type("\e[B").State.Prompt!.Text.ShouldBe("used");
        screen.Type("\u0015").Type("dport:2").Type("\r").State.FilterHistory.ShouldBe(["dport:2", "dport:3"], "each once");
    }

    [Theory]
    [InlineData("dp", "dport:")]
    [InlineData("dport:2 ow", "dport:2 owner:")]
    [InlineData("!sta", "!state:")]
    [InlineData("state:close", "state:close-wait")]
    [InlineData("kind:nat|b", "kind:nat|bind")]
    [InlineData("!state=ful", "!state=full")]
    [InlineData("colour:re", "colour:re")]
    [InlineData("nothing", "nothing")]
    [InlineData("", "")]
    public void Tab_completes_a_field(string typed, string completed)
        => Press(Begin(), "/", typed, "\t").Prompt!.Text.ShouldBe(completed);

    [Theory]
    [InlineData("dport:2\e[D\e[D3", "dport3:2")]
    [InlineData("dport:2\e[1;2D3", "dport:32")]
    [InlineData("dport:2\e[1;3D3", "dport:32")]
    [InlineData("ab\e[H\e[3~", "b")]
    [InlineData("owner:a dport:2\x17", "owner:a ")]
    [InlineData("กิน", "กิน")]
    [InlineData("e\u0301x", "e\u0301x")]
    [InlineData("x😀y\e[D\x7f", "xy")]
    [InlineData("dport:2\e[21;2~", "dport:2")]
    public void The_line_is_edited_as_shells_do(string typed, string text)
        => Press(Begin(), "/", typed).Prompt!.Text.ShouldBe(text);

    [Fact]
    public void What_would_make_the_line_too_long_is_left_out_and_what_was_there_stays()
    {
        var text = Press(Begin(), "/", new string('a', 490), "\e[H", "\e[200~" + new string('b', 9) + "😀c\e[201~", "d", "e").Prompt!.Text;

        text.Length.ShouldBe(500);
        text.ShouldEndWith(new string('a', 490));
        text.ShouldStartWith(new string('b', 9));
    }

    [Fact]
    public void An_empty_line_shows_all_and_Backspace_in_it_leaves()
    {
        var state = Press(Begin(), "/", "dport:2", "\r", "/", "\u0015");
        state.Rows.Count.ShouldBe(3);
        state = Press(state, "\u007f");
        (state.Prompt, state.Filter.IsEmpty).ShouldBe((null, true));
    }

    [Fact]
    public void A_poll_is_filtered_as_the_one_before_and_the_verdict_stays_that_of_all()
    {
        var state = UiReducer.Arrive(Press(Begin(), "/", "dport:2", "\r"), Samples.Snapshot([Samples.Pool(2, 10), Samples.Pool(9, 100)]));

        state.Rows.Select(Port).ShouldBe([2]);
        state.Counts.Full.ShouldBe(1);
        state.Snapshot!.Pools[0].Key.Port.ShouldBe((ushort)9);
    }

    [Fact]
    public void An_opened_pool_stays_open_whatever_the_filter()
    {
        var state = Press(Begin(), "\r");
        state = state with { Filter = PoolFilter.Parse("dport:3") };
        state = UiReducer.Arrive(state, Samples.Snapshot([Samples.Pool(1, 95), Samples.Pool(3, 5)]));

        (state.OpenedPool!.Key.Port, state.OpenedPool.Ledger.Used, state.IsOpenedGone).ShouldBe(((ushort)1, 95, false));
    }

    [Fact]
    public void Owners_are_those_of_the_pools_that_match()
    {
        PoolSample[] pools = [Samples.Pool(1, 90).OwnedBy((OwnerSamples.Payment, 90, 0)), Samples.Pool(2, 50).OwnedBy((OwnerSamples.Cart, 50, 0))];
        var state = UiReducer.Arrive(Scenes.Begin(),
            Samples.Snapshot(pools) with
            {
                Owners = new OwnerTable([new OwnerSample(OwnerSamples.Payment),
                new OwnerSample(OwnerSamples.Cart)], 2, new Dictionary<uint, Owner>())
            });

        state.OwnerRows.Count.ShouldBeGreaterThan(1);
        Press(state, "/", "dport:2", "\r").OwnerRows.Select(static owner => owner.Owner).ShouldBe([OwnerSamples.Cart]);
    }

    private static UiState Begin()
        => UiReducer.Arrive(Scenes.Begin(), Samples.Snapshot([Samples.Pool(1, 90), Samples.Pool(2, 50), Samples.Pool(3, 20)]));

    private static int Port(PoolSample pool) => pool.Key.Port;

    private static UiState Press(UiState state, params string[] keys) => Keyboard.Press(state, keys);
}
