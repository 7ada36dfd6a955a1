using PortTop.Model;

namespace PortTop.Views;

/// <summary>Sockets by state in one line: TIME-WAIT 28,188  ESTAB 21. States without sockets are left out, but for the three that people look for.</summary>
internal static class StateLine
{
    private const int AlwaysShown = 3;

    internal static void Draw(Pen pen, in StateCounts states, bool isComplete = true)
    {
        for (var i = 0; i < StateGroup.All.Count; i++)
        {
            var group = StateGroup.All[i];
            var count = group.Count(states);
            if (count > 0 || (isComplete && i < AlwaysShown))
            {
                pen.Text(group.Name, Roles.Of(group));
                pen.Text(" ");
                pen.Count(count);
                pen.Skip(2);
            }
        }
    }
}
