using System.Text.Json;
using PortTop.Model;

namespace PortTop.Kernel.Conntrack;

/// <summary>Reads one rule of nftables. A condition that it does not know makes the rule one that may be for less than it says.</summary>
/// <param name="place">Family, table and chain, cleaned.</param>
/// <param name="isHooked">The chain hangs on a hook of the kernel itself; otherwise others jump to it, and for what is not known.</param>
internal sealed class NftRuleReader(string place, bool isHooked)
{
    private Protocol[] _protocols = [];
    private AddressRange[] _sources = [];
    private AddressRange[] _destinations = [];
    private PortRange[] _ports = [];
    private string[] _out = [];
    private (bool Source, bool Destination, bool Out) _not;
    private bool? _isIPv6;
    private bool _isConditional = !isHooked;

    /// <summary>The rule, null for one that translates no source.</summary>
    internal NatRule? Rule { get; private set; }

    /// <summary>Reads it; true when it is one of iptables that translates sources.</summary>
    internal bool Read(JsonElement rule)
    {
        var hasXt = false;
        _isIPv6 = NftJson.Text(rule, "family") switch { "ip" => false, "ip6" => true, _ => null };
        foreach (var expression in NftJson.Member(rule, "expr") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default)
        {
            if (expression.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            foreach (var statement in expression.EnumerateObject())
            {
                hasXt |= statement.Name == "xt" && NftJson.Text(statement.Value, "name") is "MASQUERADE" or "SNAT" or "";
                Take(statement.Name, statement.Value);
            }
        }

        if (Rule is { } found)
        {
            var (table, chain) = (NftJson.Text(rule, "table"), NftJson.Text(rule, "chain"));
            Rule = found with
            {
                IsIPv6 = _isIPv6,
                Protocols = _protocols,
                Sources = _sources,
                AreSourcesNegated = _not.Source,
                Destinations = _destinations,
                AreDestinationsNegated = _not.Destination,
                DestinationPorts = _ports,
                OutInterfaces = _out,
                IsOutNegated = _not.Out,
                IsConditional = _isConditional,
                Maker = RuleMakers.Of(table, chain, _out),
            };
        }

        return hasXt;
    }

    private void Take(string name, JsonElement value)
    {
        switch (name)
        {
            case "match":
                TakeMatch(value);
                break;
            case "masquerade" or "snat":
                TakeTarget(name == "masquerade", value);
                break;
            case "counter" or "comment" or "log":
                break;
            default:
                _isConditional = true;
                break;
        }
    }

    private void TakeTarget(bool isMasquerade, JsonElement value)
    {
        var addresses = NftJson.Member(value, "addr") is { } address ? NftJson.Addresses(address) : [];
        var ports = NftJson.Member(value, "port") is { } port ? NftJson.Ports(port) : [];
        var flags = NftJson.Member(value, "flags") is { } list ? NftJson.Texts(list) ?? [] : [];

        // Addresses or ports that come out of a map or a set are not known here.
        _isConditional |= addresses is null || ports is null;
        Rule = new NatRule(place, isMasquerade)
        {
            Addresses = addresses ?? [],
            Ports = ports is [var range] ? range : null,
            IsRandom = flags.Contains("random"),
            IsFullyRandom = flags.Contains("fully-random"),
            IsPersistent = flags.Contains("persistent"),
        };
    }

    private void TakeMatch(JsonElement match)
    {
        if (NftJson.Member(match, "left") is not { } left || NftJson.Member(match, "right") is not { } right)
        {
            _isConditional = true;
            return;
        }

        var isNot = NftJson.Text(match, "op") == "!=";
        var what = NftJson.Member(left, "meta") is { } meta ? "meta " + NftJson.Text(meta, "key")
            : NftJson.Member(left, "payload") is { } payload ? NftJson.Text(payload, "protocol") + " " + NftJson.Text(payload, "field")
            : string.Empty;
        _isConditional |= what switch
        {
            "meta oifname" or "meta oif" => !Set(ref _out, NftJson.Texts(right), ref _not.Out, isNot),
            "meta l4proto" or "ip protocol" or "ip6 nexthdr" => isNot || !TakeProtocols(NftJson.Texts(right)),
            "meta nfproto" => isNot || !TakeFamily(right),
            "ip saddr" or "ip6 saddr" => !Set(ref _sources, NftJson.Addresses(right), ref _not.Source, isNot),
            "ip daddr" or "ip6 daddr" => !Set(ref _destinations, NftJson.Addresses(right), ref _not.Destination, isNot),
            "tcp dport" or "udp dport" or "th dport" => isNot || !TakePorts(what, right),
            _ => true,
        };
    }

    private bool TakePorts(string what, JsonElement right)
    {
        _protocols = what[0] switch { 't' when what.StartsWith("tcp", StringComparison.Ordinal) => [Protocol.Tcp], 'u' => [Protocol.Udp], _ => _protocols };
        var ignored = false;
        return Set(ref _ports, NftJson.Ports(right), ref ignored, false);
    }

    private bool TakeFamily(JsonElement right)
    {
        _isIPv6 = right.ValueKind == JsonValueKind.String ? right.GetString() switch { "ipv4" => false, "ipv6" => true, _ => _isIPv6 } : _isIPv6;
        return true;
    }

    private bool TakeProtocols(string[]? names)
    {
        _protocols = [.. (names ?? []).Select(static name => name switch { "tcp" => Protocol.Tcp, "udp" => Protocol.Udp, _ => (Protocol?)null }).OfType<Protocol>()];
        return _protocols.Length > 0;
    }

    private static bool Set<T>(ref T[] field, T[]? value, ref bool negation, bool isNot)
    {
        field = value ?? field;
        negation = isNot;
        return value is not null;
    }
}
