using System.Globalization;
using System.Text;

namespace PortTop.Model;

/// <summary>Rules of source NAT in words.</summary>
public static class NatRuleText
{
    /// <summary>What the rule is for and what it does: "tcp from 10.0.3.0/24 out eth0 masquerade to :50000-50099 random".</summary>
    public static string Describe(NatRule rule)
    {
        var text = new StringBuilder();
        Add(text, string.Empty, false, rule.Protocols.Select(static protocol => protocol == Protocol.Udp ? "udp" : "tcp"));
        Add(text, "from ", rule.AreSourcesNegated, rule.Sources.Select(static range => range.ToString()));
        Add(text, "to ", rule.AreDestinationsNegated, rule.Destinations.Select(static range => range.ToString()));
        Add(text, "dport ", false, rule.DestinationPorts.Select(Ports));
        Add(text, "out ", rule.IsOutNegated, rule.OutInterfaces);
        text.Append(rule.IsMasquerade ? "masquerade" : "snat");
        if (rule.Addresses.Count > 0 || rule.Ports is not null)
        {
            text.Append(" to ").AppendJoin(',', rule.Addresses).Append(rule.Ports is { } ports ? ":" + Ports(ports) : string.Empty);
        }

        text.Append(rule.IsFullyRandom ? " fully-random" : rule.IsRandom ? " random" : string.Empty);
        text.Append(rule.IsPersistent ? " persistent" : string.Empty);
        return text.Append(rule.IsConditional ? " (on further conditions)" : string.Empty).ToString();
    }

    /// <summary>The ports that the rule gives: "50000-50099, 100 ports", or the classes where it names none.</summary>
    public static string Range(NatRule rule) => rule.Ports is { } ports
        ? string.Create(CultureInfo.InvariantCulture, $"{Ports(ports)}, {ports.Size:N0} {(ports.Size == 1 ? "port" : "ports")}")
        : "1024-65535, 64,512 ports; from 512-1023 come 600-1023, from below 512 come 1-511";

    /// <summary>How many of those ports the ephemeral range of this machine has too.</summary>
    public static string Overlap(NatRule rule, PortRange ephemeral) => string.Create(
        CultureInfo.InvariantCulture, $"{NatRange.Overlap(rule.Ports ?? NatRange.Usual, ephemeral):N0} of them in ip_local_port_range {Ports(ephemeral)}");

    /// <summary>Who made a rule, in a word; empty where that is not known.</summary>
    public static string Maker(NatRuleMaker maker) => maker switch
    {
        NatRuleMaker.Docker => "Docker",
        NatRuleMaker.Kubernetes => "Kubernetes",
        NatRuleMaker.Podman => "Podman",
        NatRuleMaker.Libvirt => "libvirt",
        _ => string.Empty,
    };

    private static string Ports(PortRange range)
        => range.Low == range.High ? range.Low.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{range.Low}-{range.High}");

    private static void Add(StringBuilder text, string word, bool isNegated, IEnumerable<string> values)
    {
        var before = text.Length;
        text.AppendJoin(',', values);
        if (text.Length > before)
        {
            text.Insert(before, word + (isNegated ? "not " : string.Empty)).Append(' ');
        }
    }
}
