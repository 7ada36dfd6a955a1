using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Terminal.Gui.Drivers;
using Key = Terminal.Gui.Input.Key;

namespace PortTop.Tests.Tui;

public sealed class InputTests
{
    private static readonly string[] Pieces =
    [
        "a", "é", "日", "\e[A", "\eOA", "\e[1;5C", "\e[5~", "\e[15~", "\e[12;3R", "\r", "\t", "\x7f", "\x04", "\e[200~q\e[Aq\e[201~",
        "\e]0;x\a", "\e[?1;2c", "\e[Z", "j",
    ];

    [Theory]
    [InlineData("\e[A", KeyCode.CursorUp)]
    [InlineData("\eOB", KeyCode.CursorDown)]
    [InlineData("\e[1;2C", KeyCode.CursorRight)]
    [InlineData("\e[D", KeyCode.CursorLeft)]
    [InlineData("\e[H", KeyCode.Home)]
    [InlineData("\e[1~", KeyCode.Home)]
    [InlineData("\e[7~", KeyCode.Home)]
    [InlineData("\e[8~", KeyCode.End)]
    [InlineData("\e[4~", KeyCode.End)]
    [InlineData("\eOF", KeyCode.End)]
    [InlineData("\e[5~", KeyCode.PageUp)]
    [InlineData("\e[6~", KeyCode.PageDown)]
    [InlineData("\e[3~", KeyCode.Delete)]
    [InlineData("\r", KeyCode.Enter)]
    [InlineData("\n", KeyCode.Enter)]
    [InlineData("\x7f", KeyCode.Backspace)]
    [InlineData("\b", KeyCode.Backspace)]
    [InlineData("\t", KeyCode.Tab)]
    public void Keys_are_known_by_what_terminals_send(string bytes, KeyCode key) => Typed(bytes).Single().NoShift.KeyCode.ShouldBe(key);

    [Theory]
    [InlineData("\eOP", 1)]
    [InlineData("\e[[A", 1)]
    [InlineData("\e[11~", 1)]
    [InlineData("\e[15~", 5)]
    [InlineData("\e[17~", 6)]
    [InlineData("\e[21~", 10)]
    [InlineData("\e[24~", 12)]
    public void Function_keys_are_known_by_what_terminals_send(string bytes, int number)
        => Typed(bytes).Single().KeyCode.ShouldBe(KeyCode.F1 + (uint)number - 1);

    [Fact]
    public void Characters_come_as_they_are_and_control_letters_as_letters()
    {
        Typed("qQé日😀? ").Select(static press => press.AsRune.ToString()).ShouldBe(["q", "Q", "é", "日", "😀", "?", " "]);
        Typed("\x15\x02\x06\x0c").ShouldBe([Key.U.WithCtrl, Key.B.WithCtrl, Key.F.WithCtrl, Key.L.WithCtrl]);
    }

    [Fact]
    public void A_cursor_report_tells_its_column_and_presses_no_key()
    {
        using var typist = new Typist();
        typist.AwaitReport();
        typist.Type("\e[1;3Rj");

        typist.Reported.ShouldBe(3);
        typist.Presses.Single().ShouldBe(Key.J);
    }

    [Fact]
    public void A_lone_escape_is_the_key_once_the_time_is_up()
    {
        using var typist = new Typist();
        typist.Type("\e").Presses.ShouldBeEmpty();
        typist.IsWaiting.ShouldBeTrue();
        typist.Wait(.03).Presses.ShouldBeEmpty();
        typist.Wait(.03);

        typist.Presses.Single().ShouldBe(Key.Esc);
        typist.IsWaiting.ShouldBeFalse();
    }

    [Fact]
    public void A_sequence_that_has_begun_may_take_its_time_over_a_slow_link()
    {
        using var typist = new Typist();
        typist.Type("\e[").Wait(.4).Type("1;").Wait(.4).Type("5").Wait(.4).Type("A");

        typist.Presses.Single().ShouldBe(Key.CursorUp.WithCtrl);
    }

    [Theory]
    [InlineData("\e[")]
    [InlineData("\eO")]
    [InlineData("\e[1;")]
    public void A_sequence_that_never_ends_presses_no_key(string bytes)
    {
        using var typist = new Typist();
        typist.Type(bytes).IsWaiting.ShouldBeTrue();
        typist.Wait(1.1);

        typist.Presses.ShouldBeEmpty();
        typist.IsWaiting.ShouldBeFalse();
    }

    [Theory]
    [InlineData("\e]52;c;", "\a")]
    public void A_long_reply_of_the_terminal_presses_no_key(string begin, string end)
        => Typed(begin + new string('q', 500) + end + "j").Single().ShouldBe(Key.J);

    [Fact]
    public void What_is_typed_at_once_behind_escape_is_typed()
        => Typed("j\er/word\e").Select(static press => press == Key.Esc ? "Esc" : press.AsRune.ToString())
            .ShouldBe(["j", "Esc", "r", "/", "w", "o", "r", "d", "Esc"]);

    [Fact]
    public void Escape_and_at_once_another_key_are_two_presses()
        => Typed("\eq").ShouldBe([Key.Esc, Key.Q]);

    [Fact]
    public void Pasted_text_presses_no_key_and_is_told_whole()
    {
        using var typist = new Typist();
        typist.Type("\e[200~10.8.0.12:5432 \u0003ü\e[A\e[201~j").Presses.Single().ShouldBe(Key.J);

        typist.Pasted.ShouldStartWith("10.8.0.12:5432 ");
    }

    [Theory]
    [InlineData("\e[200~a \e]b \e[201~")]
    [InlineData("\e[200~\e\e[201~")]
    [InlineData("\e[200~\e[20\e[201~")]
    [InlineData("\e[200~\e[200~\e[201~")]
    public void A_paste_ends_where_it_ends_whatever_is_in_it(string paste) => Typed(paste + "j").Single().ShouldBe(Key.J);

    [Fact]
    public void A_paste_whose_end_was_lost_ends_with_the_time()
    {
        using var typist = new Typist();
        typist.Type("\e[200~abc").IsWaiting.ShouldBeTrue();
        typist.Wait(6).Type("j");

        typist.Presses.Single().ShouldBe(Key.J);
    }

    [Fact]
    public void Replies_of_the_terminal_press_no_key()
        => Typed("\e[?62;22c\e]11;rgb:0000/0000/0000\aj").Single().ShouldBe(Key.J);

    [Fact]
    public void A_sequence_may_come_in_pieces()
    {
        using var whole = new Typist();
        using var pieces = new Typist();
        Prop.ForAll(ArbMap.Default.ArbFor<(byte Piece, byte Cut)[]>(), seeds =>
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(seeds.Select(static seed => Pieces[seed.Piece % Pieces.Length])));
            whole.Type(bytes);
            var start = 0;
            foreach (var (_, cut) in seeds)
            {
                var length = Math.Min(bytes.Length - start, cut % 5);
                pieces.Type(bytes.AsSpan(start, length));
                start += length;
            }

            pieces.Type(bytes.AsSpan(start));
            return whole.Presses.SequenceEqual(pieces.Presses) && whole.Pasted == pieces.Pasted;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Noise_never_stops_what_comes_after_it()
    {
        using var typist = new Typist();
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), noise =>
        {
            // The end of a paste and of any string, and then time: whatever came before, the next key counts.
            typist.Type(noise).Type("\a\e\\\e[201~").Wait(6);
            typist.Presses.Clear();
            return typist.Type("j").Presses.SequenceEqual([Key.J]);
        }).QuickCheckThrowOnFailure();
    }

    private static List<Key> Typed(string text)
    {
        using var typist = new Typist();
        return typist.Type(text).Wait(6).Presses;
    }
}
