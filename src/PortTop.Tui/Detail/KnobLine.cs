using PortTop.Model;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Detail;

/// <summary>A sysctl in a line.</summary>
/// <param name="knob">Which.</param>
internal sealed class KnobLine(Knob knob)
{
    /// <summary>Its name without the folders, which whoever looks for it knows.</summary>
    internal string Name { get; } = knob.Name.Replace("net.ipv4.", string.Empty, StringComparison.Ordinal).Replace("net.netfilter.", string.Empty, StringComparison.Ordinal);

    /// <summary>Its running value.</summary>
    internal string Value { get; } = KnobText.Show(knob.Running).Replace('\t', ' ');

    /// <summary>What the files say that are read at boot, if it is worth a word.</summary>
    internal string Remark { get; } = KnobText.Remark(knob);

    /// <summary>How the value looks.</summary>
    internal Role Role { get; } = knob.Drift != KnobDrift.None ? Role.Notice : knob.Running is null ? Role.Muted : Role.Plain;
}
