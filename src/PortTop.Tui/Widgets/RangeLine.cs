using PortTop.Model;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Widgets;

/// <summary>The range as an equation: 32768–60999 = 28,232 − 12 reserved − 3 listening − 6 bound = 28,211 for EACH target.</summary>
internal static class RangeLine
{
    private const string Each = " for EACH target";
    private const string Suspected = " suspected";

    /// <summary>
    /// Draws the equation, its last two terms as one where room is short, or only its ends: a number cut off is a wrong number.
    /// </summary>
    internal static void Draw(Pen pen, Snapshot snapshot, Glyphs glyphs)
    {
        var (ports, suspected) = (snapshot.Ports, snapshot.Suspected);
        var isWhole = pen.Room >= EquationWidth(snapshot, isWhole: true);
        if (!isWhole && pen.Room < EquationWidth(snapshot, isWhole: false))
        {
            DrawShort(ref pen, snapshot, glyphs);
            return;
        }

        DrawRange(ref pen, ports.Range, glyphs);
        pen.Text(" = ");
        pen.Count(ports.Range.Size);
        DrawTerm(ref pen, ports.Reserved, " reserved", glyphs);
        if (isWhole)
        {
            DrawTerm(ref pen, ports.Listening, " listening", glyphs);
        }

        DrawTerm(ref pen, isWhole ? snapshot.BoundFirst : ports.Listening + snapshot.BoundFirst, " bound", glyphs);
        if (suspected > 0)
        {
            DrawTerm(ref pen, suspected, Suspected, glyphs);
        }

        pen.Text(" = ");
        pen.Count(snapshot.FreeForAny, Role.Title);
        pen.Text(pen.Room >= Each.Length ? Each : " EACH", Role.Title);
    }

    /// <summary>Only the range and the sum, for narrow screens.</summary>
    internal static void DrawShort(ref Pen pen, Snapshot snapshot, Glyphs glyphs)
    {
        DrawRange(ref pen, snapshot.Ports.Range, glyphs);
        pen.Text(": ");
        pen.Count(snapshot.FreeForAny, Role.Title);
        pen.Text(Each, Role.Title);
    }

    internal static void DrawRange(ref Pen pen, PortRange range, Glyphs glyphs)
    {
        pen.Port(range.Low);
        pen.Text(glyphs.Dash);
        pen.Port(range.High);
    }

    private static int EquationWidth(Snapshot snapshot, bool isWhole)
    {
        var (ports, suspected) = (snapshot.Ports, snapshot.Suspected);
        const int RangeWidth = 11;
        const string Words = " =  −  reserved −  bound =  EACH";
        const string Listening = " −  listening";
        Span<char> text = stackalloc char[16];
        var width = RangeWidth + Words.Length + NumberText.WriteCount(ports.Range.Size, text) + NumberText.WriteCount(ports.Reserved, text)
            + NumberText.WriteCount(snapshot.FreeForAny, text)
            + (suspected > 0 ? Suspected.Length + 3 + NumberText.WriteCount(suspected, text) : 0);
        return isWhole
            ? width + Listening.Length + NumberText.WriteCount(ports.Listening, text) + NumberText.WriteCount(snapshot.BoundFirst, text)
            : width + NumberText.WriteCount(ports.Listening + snapshot.BoundFirst, text);
    }

    private static void DrawTerm(ref Pen pen, int count, string word, Glyphs glyphs)
    {
        pen.Text(" ");
        pen.Text(glyphs.Minus);
        pen.Text(" ");
        pen.Count(count);
        pen.Text(word, Role.Muted);
    }
}
