using System.Globalization;

namespace PortTop.Model;

/// <summary>Says whether the kernel was asked for single ports, how many, and why not.</summary>
public static class AskingText
{
    /// <summary>"the kernel was asked for 200 ports: bind() holds 150"; where it was not asked, why.</summary>
    public static string Describe(in PortAnswers asking)
    {
        var known = asking.Ports == 0 ? null
            : string.Create(CultureInfo.InvariantCulture, $"the kernel was asked for {Count(asking.Ports)}: bind() holds {asking.Held:N0}");
        var open = asking.Unknown == 0 ? null : Count(asking.Unknown) + (asking.Reason is null ? " not asked for yet" : " not asked for");
        var text = string.Join("; ", new[] { known, open, asking.Reason }.OfType<string>());
        return text.Length > 0 ? text : "nothing to ask: no port is in doubt";
    }

    private static string Count(int ports) => string.Create(CultureInfo.InvariantCulture, $"{ports:N0} {(ports == 1 ? "port" : "ports")}");
}
