using PortTop.Model;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>Through which NAT of this machine a pool leaves, and how full that is.</summary>
internal static class PassageLine
{
    private const string Label = "  via NAT ";
    private const int ShareWidth = 5;

    internal static void Draw(ref Pen pen, PoolSample pool)
    {
        if (pool.Passage is not { } passage)
        {
            return;
        }

        Span<char> text = stackalloc char[64];
        var length = AddressText.WriteSource(passage.Pool, text);
        if (pen.Room >= Label.Length + length + ShareWidth)
        {
            pen.Text(Label, Role.Muted);
            pen.Text(text[..length], Role.Title);
            pen.Text(" ");
            pen.Text(text[..NumberText.WriteShare(passage.Ledger.UsedRatio, text)], passage.IsTroubled ? Role.Full : Role.Plain);
        }
    }
}
