using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PortTop.Tui.State;

namespace PortTop.Tests.Tui;

public sealed class LineEditTests
{
    private static readonly Func<LineEdit, LineEdit>[] Steps =
    [
        static line => line.Left(), static line => line.Right(), static line => line.Home(), static line => line.End(), static line => line.Backspace(), static line => line.Delete(),
        static line => line.DeleteWord(), static line => line.DeleteToStart(), static line => line.Insert(new Rune('x')), static line => line.Insert(new Rune(' ')),
        static line => line.Insert(new Rune(0x1F600)), static line => line.Insert(new Rune('\n')),
    ];

    [Fact]
    public void It_edits_as_a_shell_does()
    {
        var line = LineEdit.At("dst:10.8. owner:we").Insert(new Rune('b'));
        line.ShouldBe(LineEdit.At("dst:10.8. owner:web"));
        line.DeleteWord().ShouldBe(LineEdit.At("dst:10.8. "));
        line.DeleteWord().DeleteWord().ShouldBe(LineEdit.At(string.Empty));
        line.Home().Delete().Text.ShouldBe("st:10.8. owner:web");
        line.Left().Left().DeleteToStart().ShouldBe(new LineEdit("eb", 0));
        line.Home().Left().Cursor.ShouldBe(0);
        line.End().Right().Cursor.ShouldBe(line.Text.Length);
    }

    [Fact]
    public void Whatever_is_pressed_the_cursor_stays_in_the_text_and_never_inside_a_character()
        => Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), static steps =>
        {
            var line = LineEdit.At("a😀b");
            foreach (var step in steps)
            {
                line = Steps[(int)((uint)step % Steps.Length)](line);
            }

            return line.Cursor >= 0 && line.Cursor <= line.Text.Length
                && (line.Cursor == 0 || line.Cursor == line.Text.Length || !char.IsLowSurrogate(line.Text[line.Cursor]))
                && line.Text.EnumerateRunes().All(static rune => rune != Rune.ReplacementChar && !Rune.IsControl(rune));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_does_not_grow_for_ever()
    {
        var line = LineEdit.At(string.Empty);
        for (var i = 0; i < 10_000; i++)
        {
            line = line.Insert(new Rune('a'));
        }

        line.Text.Length.ShouldBe(500);
    }
}
