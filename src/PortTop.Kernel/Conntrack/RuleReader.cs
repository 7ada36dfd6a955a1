using PortTop.Kernel.Namespaces;
using PortTop.Model;

namespace PortTop.Kernel.Conntrack;

/// <summary>
/// Reads the rules of source NAT: <c>nft -j list ruleset</c> for nftables; <c>iptables-save</c> for rules that nft shows as <c>xt</c>
/// alone, and for those of the older ip_tables. Nothing is asked of a part of the kernel that is not there, for asking would load it.
/// </summary>
/// <param name="entrance">The way into the namespace.</param>
/// <param name="run">Runs a program there.</param>
/// <param name="find">Finds a program.</param>
/// <param name="hasTables">nf_tables is loaded or built in; null where nothing tells.</param>
internal sealed class RuleReader(INamespaceEntrance entrance, RunProgram run, Func<string, string?> find, bool? hasTables)
{
    /// <summary>Reads them.</summary>
    internal NatRuleReading Read()
    {
        var rules = new List<NatRule>();
        var problems = new List<string>();
        var hasXt = hasTables == true && ReadNft(rules, problems);
        if (hasXt)
        {
            ReadSave("iptables-nft-save", "iptables-save", false, rules, problems);
            ReadSave("ip6tables-nft-save", "ip6tables-save", true, rules, problems);
        }

        if (HasOld("ip_tables_names"))
        {
            ReadSave("iptables-legacy-save", "iptables-save", false, rules, problems);
        }

        if (HasOld("ip6_tables_names"))
        {
            ReadSave("ip6tables-legacy-save", "ip6tables-save", true, rules, problems);
        }

        if (hasTables is null)
        {
            problems.Add("whether the kernel has nf_tables cannot be told, and asking would load it");
        }

        return new NatRuleReading(problems.Count > 0 && rules.Count == 0 ? null : rules, problems.Count > 0 ? string.Join("; ", problems) : null);
    }

    /// <summary>True when nft has rules that only iptables can put into words.</summary>
    private bool ReadNft(List<NatRule> rules, List<string> problems)
    {
        if (find("nft") is not { } nft)
        {
            problems.Add("nft is not installed, which would list the rules of nftables (package nftables)");
            return true;
        }

        var (text, problem) = run(nft, "-j", "list", "ruleset");
        if (text is null)
        {
            problems.Add(problem!);
            return false;
        }

        var found = NftRules.Parse(text, out var hasXt);
        if (found is null)
        {
            problems.Add("nft wrote what is no list of rules in JSON");
            return false;
        }

        rules.AddRange(found);
        return hasXt;
    }

    /// <summary>The names of tables of the older ip_tables that this namespace has; the file is there when the kernel has them.</summary>
    private bool HasOld(string names)
    {
        try
        {
            using var text = new StreamReader(entrance.Open(Path.Combine(entrance.Net, names)));
            return text.ReadToEnd().Split('\n').Contains("nat");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void ReadSave(string name, string otherwise, bool isIPv6, List<NatRule> rules, List<string> problems)
    {
        if ((find(name) ?? find(otherwise)) is not { } path)
        {
            problems.Add($"{otherwise} is not installed, which would list the rules of {(isIPv6 ? "ip6tables" : "iptables")} (package iptables)");
            return;
        }

        var (text, problem) = run(path);
        if (text is null)
        {
            problems.Add(problem!);
            return;
        }

        rules.AddRange(IptablesRules.Parse(text, isIPv6));
    }
}
