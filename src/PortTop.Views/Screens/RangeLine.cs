using PortTop.Model;

namespace PortTop.Views;

/// <summary>The range as an equation: 32768–60999 = 28,232 − 12 reserved − 9 listening = 28,211 for EACH target.</summary>
internal static class RangeLine
{
    private const string Each = " for EACH target";

    internal static void Draw(Pen pen, PortSpace ports, Glyphs glyphs)
    {
        DrawRange(ref pen, ports.Range, glyphs);
        pen.Text(" = ");
        pen.Count(ports.Range.Size);
        DrawTerm(ref pen, ports.Reserved, " reserved", glyphs);
        DrawTerm(ref pen, ports.Held, " listening", glyphs);
        pen.Text(" = ");
        pen.Count(ports.Usable, Role.Title);
        pen.Text(pen.Room >= Each.Length ? Each : " EACH", Role.Title);
    }

    /// <summary>Only the range and the sum, for narrow screens.</summary>
    internal static void DrawShort(ref Pen pen, PortSpace ports, Glyphs glyphs)
    {
        DrawRange(ref pen, ports.Range, glyphs);
        pen.Text(": ");
        pen.Count(ports.Usable, Role.Title);
        pen.Text(Each, Role.Title);
    }

    internal static void DrawRange(ref Pen pen, PortRange range, Glyphs glyphs)
    {
        pen.Port(range.Low);
        pen.Text(glyphs.Dash);
        pen.Port(range.High);
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
