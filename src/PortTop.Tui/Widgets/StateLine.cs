using PortTop.Model;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Widgets;

/// <summary>
/// Sockets by state in one line: TIME-WAIT 28,188  ESTAB 21. States without sockets are left out, but for the three that people look for.
/// </summary>
internal static class StateLine
{
    private const int AlwaysShown = 3;

    /// <summary>Draws the line, as the legend of a bar with each state's filling when <paramref name="legendOf"/> is given.</summary>
    internal static void Draw(Pen pen, in StateCounts states, bool isComplete = true, Glyphs? legendOf = null)
    {
        Span<char> text = stackalloc char[16];
        for (var i = 0; i < StateGroup.All.Count; i++)
        {
            var group = StateGroup.All[i];
            var count = group.Count(states);
            if (count > 0 || (isComplete && i < AlwaysShown))
            {
                // A number cut off is a wrong number: what does not fit is left out whole.
                if (pen.Room < group.Name.Length + (legendOf is null ? 1 : 3) + NumberText.WriteCount(count, text))
                {
                    return;
                }

                if (legendOf is not null)
                {
                    pen.Fill(Bar.Filling(i, legendOf), 1, Roles.Of(group));
                    pen.Text(" ");
                }

                pen.Text(group.Name, Roles.Of(group));
                pen.Text(" ");
                pen.Count(count);
                pen.Skip(2);
            }
        }
    }
}
