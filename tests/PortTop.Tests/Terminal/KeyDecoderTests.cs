using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PortTop.Terminal;

namespace PortTop.Tests.Terminal;

public sealed class KeyDecoderTests
{
    private static readonly string[] Pieces =
    [
        "a", "é", "日", "\e[A", "\eOA", "\e[1;5C", "\e[5~", "\e[15~", "\e[12;3R", "\r", "\t", "\x7f", "\x04", "\e[[A", "\e[200~q\e[Aq\e[201~",
        "\e]0;x\a", "\eP1$r\e\\", "\e[?1;2c", "\e[Z", "j",
    ];

    [Theory]
    [InlineData("\e[A", Key.Up)]
    [InlineData("\eOB", Key.Down)]
    [InlineData("\e[1;2C", Key.Right)]
    [InlineData("\e[D", Key.Left)]
    [InlineData("\e[H", Key.Home)]
    [InlineData("\e[1~", Key.Home)]
    [InlineData("\e[7~", Key.Home)]
    [InlineData("\e[4~", Key.End)]
    [InlineData("\eOF", Key.End)]
    [InlineData("\e[5~", Key.PageUp)]
    [InlineData("\e[6~", Key.PageDown)]
    [InlineData("\e[3~", Key.Delete)]
    [InlineData("\r", Key.Enter)]
    [InlineData("\n", Key.Enter)]
    [InlineData("\x7f", Key.Backspace)]
    [InlineData("\t", Key.Tab)]
    public void Keys_are_known_by_what_terminals_send(string bytes, Key key) => Decode(bytes).Single().Key.ShouldBe(key);

    [Theory]
    [InlineData("\eOP", 1)]
    [InlineData("\e[[A", 1)]
    [InlineData("\e[11~", 1)]
    [InlineData("\e[15~", 5)]
    [InlineData("\e[17~", 6)]
    [InlineData("\e[21~", 10)]
    [InlineData("\e[24~", 12)]
    public void Function_keys_are_known_by_what_terminals_send(string bytes, int number)
        => Decode(bytes).Single().ShouldBe(new KeyPress(Key.Function, Number: number));

    [Fact]
    public void Characters_come_as_they_are_and_control_letters_as_letters()
    {
        Decode("qé日").Select(static press => press.Character.ToString()).ShouldBe(["q", "é", "日"]);
        Decode("\x15").Single().ShouldBe(KeyPress.Control('u'));
    }

    [Fact]
    public void A_cursor_report_tells_its_column()
        => Decode("\e[1;3R").Single().ShouldBe(new KeyPress(Key.CursorReport, Number: 3));

    [Fact]
    public void A_lone_escape_is_the_key_once_the_time_is_up()
    {
        var decoder = new KeyDecoder();
        var presses = new List<KeyPress>();
        decoder.Feed("\e"u8, presses);
        presses.ShouldBeEmpty();
        decoder.IsLoneEscape.ShouldBeTrue();
        decoder.Expire(presses);

        presses.Single().Key.ShouldBe(Key.Escape);
        decoder.IsLoneEscape.ShouldBeFalse();
    }

    [Theory]
    [InlineData("\e[")]
    [InlineData("\eO")]
    [InlineData("\e[1;")]
    public void A_sequence_that_never_ends_presses_no_key(string bytes)
    {
        var decoder = new KeyDecoder();
        var presses = new List<KeyPress>();
        decoder.Feed(Encoding.UTF8.GetBytes(bytes), presses);
        (decoder.IsLoneEscape, decoder.IsIncomplete).ShouldBe((false, true));
        decoder.Expire(presses);

        presses.ShouldBeEmpty();
        decoder.IsIncomplete.ShouldBeFalse();
    }

    [Theory]
    [InlineData("\e]52;c;", "\a")]
    [InlineData("\eP", "\e\\")]
    public void A_long_reply_of_the_terminal_presses_no_key(string begin, string end)
        => Decode(begin + new string('q', 500) + end + "j").Single().ShouldBe(KeyPress.Of('j'));

    [Fact]
    public void Escape_and_at_once_another_key_are_two_presses()
        => Decode("\eq").Select(static press => press.Key).ShouldBe([Key.Escape, Key.Character]);

    [Fact]
    public void Pasted_text_presses_no_key()
        => Typed("\e[200~qqq\e[Aq\r\e[201~j").Single().ShouldBe(KeyPress.Of('j'));

    [Fact]
    public void Pasted_characters_are_told_as_pasted_and_nothing_else_of_a_paste_is()
    {
        var presses = Decode("\e[200~10.8.0.12:5432 \r\n\u0003\eü\e[201~j");

        string.Concat(presses.Where(static press => press.IsPasted).Select(static press => press.Character)).ShouldBe("10.8.0.12:5432 ü");
        presses.Where(static press => press.IsPasted).ShouldAllBe(static press => press.Key == Key.Character && !press.IsControl);
        presses.Where(static press => !press.IsPasted).ShouldBe([KeyPress.Of('j')]);
    }

    [Theory]
    [InlineData("\e[200~a \e]b \e[201~")]
    [InlineData("\e[200~\e\e[201~")]
    [InlineData("\e[200~\e[20\e[201~")]
    [InlineData("\e[200~\e[200~\e[201~")]
    public void A_paste_ends_where_it_ends_whatever_is_in_it(string paste) => Typed(paste + "j").Single().ShouldBe(KeyPress.Of('j'));

    [Fact]
    public void A_paste_whose_end_was_lost_ends_with_the_time()
    {
        var decoder = new KeyDecoder();
        var presses = new List<KeyPress>();
        decoder.Feed("\e[200~abc"u8, presses);
        decoder.IsIncomplete.ShouldBeTrue();
        decoder.Expire(presses);
        decoder.Feed("j"u8, presses);

        presses.Single(static press => !press.IsPasted).ShouldBe(KeyPress.Of('j'));
    }

    [Fact]
    public void Replies_of_the_terminal_press_no_key()
        => Decode("\e[?62;22c\e]11;rgb:0000/0000/0000\a\eP1+r\e\\j").Single().ShouldBe(KeyPress.Of('j'));

    [Fact]
    public void A_sequence_may_come_in_pieces()
        => Prop.ForAll(ArbMap.Default.ArbFor<(byte Piece, byte Cut)[]>(), static seeds =>
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(seeds.Select(static seed => Pieces[seed.Piece % Pieces.Length])));
            var whole = new List<KeyPress>();
            new KeyDecoder().Feed(bytes, whole);
            var pieces = new List<KeyPress>();
            var decoder = new KeyDecoder();
            var start = 0;
            foreach (var (_, cut) in seeds)
            {
                var length = Math.Min(bytes.Length - start, cut % 5);
                decoder.Feed(bytes.AsSpan(start, length), pieces);
                start += length;
            }

            decoder.Feed(bytes.AsSpan(start), pieces);
            return whole.SequenceEqual(pieces);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Noise_never_stops_the_decoder()
        => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), static noise =>
        {
            var decoder = new KeyDecoder();
            var presses = new List<KeyPress>();
            decoder.Feed(noise, presses);

            // The end of a paste and of any string, and then time: whatever came before, the next key counts.
            decoder.Feed("\a\e\\\e[201~"u8, presses);
            decoder.Expire(presses);
            presses.Clear();
            decoder.Feed("j"u8, presses);
            return presses.SequenceEqual([KeyPress.Of('j')]);
        }).QuickCheckThrowOnFailure();

    private static List<KeyPress> Typed(string text) => Decode(text).FindAll(static press => !press.IsPasted);

    private static List<KeyPress> Decode(string text)
    {
        var presses = new List<KeyPress>();
        new KeyDecoder().Feed(Encoding.UTF8.GetBytes(text), presses);
        return presses;
    }
}
