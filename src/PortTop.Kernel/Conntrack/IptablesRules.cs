using System.Globalization;
using PortTop.Model;

namespace PortTop.Kernel.Conntrack;

/// <summary>Reads the rules of source NAT out of what <c>iptables-save</c> writes (iptables-extensions(8), MASQUERADE and SNAT).</summary>
internal static class IptablesRules
{
    private const string Append = "-A ";

    /// <summary>The rules of the table nat. A line that makes no sense is no rule.</summary>
    internal static IReadOnlyList<NatRule> Parse(string text, bool isIPv6)
    {
        var rules = new List<NatRule>();
        var isNat = false;
        foreach (var line in text.Split('\n'))
        {
            isNat = line.StartsWith('*') ? line.TrimEnd() == "*nat" : isNat;
            if (isNat && line.StartsWith(Append, StringComparison.Ordinal) && new Line(Words(line[Append.Length..]), isIPv6).ToRule() is { } rule)
            {
                rules.Add(rule);
            }
        }

        return rules;
    }

    /// <summary>Words between blanks; a quoted one keeps its blanks, a backslash takes what follows as it is.</summary>
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var (isQuoted, isEscaped) = (false, false);
        foreach (var character in line)
        {
            if (isEscaped)
            {
                word.Append(character);
                isEscaped = false;
            }
            else if (character == '\\')
            {
                isEscaped = true;
            }
            else if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (character == ' ' && !isQuoted)
            {
                Take();
            }
            else
            {
                word.Append(character);
            }
        }

        Take();
        return words;

        void Take()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }

    /// <summary>One line while it is read.</summary>
    private sealed class Line(List<string> words, bool isIPv6)
    {
        /// <summary>What says nothing about which flows the rule is for.</summary>
        private static readonly string[] Harmless = ["tcp", "udp", "comment", "multiport"];

        private NatRule? _rule;
        private Protocol[] _protocols = [];
        private AddressRange[] _sources = [];
        private AddressRange[] _destinations = [];
        private string[] _out = [];
        private PortRange[] _ports = [];
        private (bool Source, bool Destination, bool Out) _not;
        private bool _isConditional;

        internal NatRule? ToRule()
        {
            var chain = words.Count > 0 ? words[0] : string.Empty;
            var isNot = false;
            for (var i = 1; i < words.Count; i++)
            {
                var value = i + 1 < words.Count ? words[i + 1] : string.Empty;
                i += Take(words[i], value, isNot);
                isNot = words[Math.Min(i, words.Count - 1)] == "!";
            }

            return _rule is null ? null : _rule with
            {
                Place = MachineText.Clean((isIPv6 ? "ip6tables " : "iptables ") + chain),
                IsIPv6 = isIPv6,
                Protocols = _protocols,
                Sources = _sources,
                AreSourcesNegated = _not.Source,
                Destinations = _destinations,
                AreDestinationsNegated = _not.Destination,
                DestinationPorts = _ports,
                OutInterfaces = _out,
                IsOutNegated = _not.Out,
                IsConditional = _isConditional || chain != "POSTROUTING",
                Maker = RuleMakers.Of(string.Empty, chain, _out),
            };
        }

        /// <summary>Takes an option; returns how many further words are its own.</summary>
        private int Take(string option, string value, bool isNot)
        {
            switch (option)
            {
                case "!":
                    return 0;
                case "-p":
                    _protocols = value switch { "tcp" or "6" => [Protocol.Tcp], "udp" or "17" => [Protocol.Udp], _ => _protocols };
                    _isConditional |= isNot || _protocols.Length == 0;
                    return 1;
                case "-s":
                    _sources = Ranges(value);
                    _isConditional |= _sources.Length == 0;
                    _not.Source = isNot;
                    return 1;
                case "-d":
                    _destinations = Ranges(value);
                    _isConditional |= _destinations.Length == 0;
                    _not.Destination = isNot;
                    return 1;
                case "-o":
                    _out = [MachineText.Clean(value)];
                    _not.Out = isNot;
                    return 1;
                case "--dport" or "--dports":
                    _ports = [.. value.Split(',').Select(static text => Ports(text, ':')).OfType<PortRange>()];
                    _isConditional |= isNot;
                    return 1;
                case "-m":
                    _isConditional |= !Harmless.Contains(value);
                    return 1;
                case "--comment":
                    return 1;
                case "-j" when value is "MASQUERADE" or "SNAT":
                    _rule = new NatRule(string.Empty, value == "MASQUERADE");
                    return 1;
                case "--to-source" or "--to-ports" when _rule is not null:
                    TakeTarget(value, option == "--to-ports");
                    return 1;
                case "--random" or "--random-fully" or "--persistent" when _rule is not null:
                    _rule = option switch
                    {
                        "--random" => _rule with { IsRandom = true },
                        "--random-fully" => _rule with { IsFullyRandom = true },
                        _ => _rule with { IsPersistent = true },
                    };
                    return 0;
                case "-j":
                    return 1;
                default:
                    _isConditional = true;
                    return 0;
            }
        }

        /// <summary>"10.0.0.1-10.0.0.5:1000-2000", "[2001:db8::1]:1000-2000", of masquerade the ports alone.</summary>
        private void TakeTarget(string value, bool arePorts)
        {
            var end = arePorts ? -1 : value.StartsWith('[') ? value.LastIndexOf(']') : isIPv6 ? value.Length : value.IndexOf(':', StringComparison.Ordinal);
            end = end < 0 && !arePorts ? value.Length : end;
            var address = arePorts ? string.Empty : value[..Math.Min(end, value.Length)].TrimStart('[');
            var ports = arePorts ? value : end + 1 < value.Length ? value[(end + 1)..].TrimStart(':') : string.Empty;
            _rule = _rule! with { Addresses = Ranges(address), Ports = Ports(ports, '-') ?? _rule!.Ports };
        }

        private static AddressRange[] Ranges(string text) => [.. text.Split(',').Select(static part => AddressRange.TryParse(part, out var range) ? range : (AddressRange?)null).OfType<AddressRange>()];

        private static PortRange? Ports(string text, char separator)
        {
            var ends = text.Split(separator);
            return ends.Length is 1 or 2
                && ushort.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var low)
                && ushort.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var high)
                && low is > 0 && low <= high ? new PortRange(low, high) : null;
        }
    }
}
