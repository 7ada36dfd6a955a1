using System.CommandLine;
using System.CommandLine.Help;

namespace PortTop.Commands;

/// <summary>How wide the text of <c>--help</c> is.</summary>
internal static class HelpWidth
{
    /// <summary>The widest line, in columns: what every terminal has, and what reads well in a pager or a ticket.</summary>
    internal const int Columns = 80;

    /// <summary>
    /// Wraps the help of a command and of all below it. The library itself would wrap at the width of the terminal, and not at all in a
    /// pipe.
    /// </summary>
    internal static void Limit(RootCommand root)
        => ((HelpAction)root.Options.OfType<HelpOption>().Single().Action!).MaxWidth = Columns;
}
