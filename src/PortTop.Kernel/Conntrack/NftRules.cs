using System.Text.Json;
using PortTop.Model;

namespace PortTop.Kernel.Conntrack;

/// <summary>Reads the rules of source NAT out of what <c>nft -j list ruleset</c> writes (libnftables-json(5)).</summary>
internal static class NftRules
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>The rules; null for what is no list of rules.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="hasXt">There are rules of iptables that translate sources, of which nft tells no more than that.</param>
    internal static IReadOnlyList<NatRule>? Parse(string text, out bool hasXt)
    {
        hasXt = false;
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("nftables", out var list) || list.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            var rules = new List<NatRule>();
            var hooked = new HashSet<string>();
            foreach (var entry in list.EnumerateArray())
            {
                if (NftJson.Member(entry, "chain") is { } chain && NftJson.Member(chain, "hook") is not null)
                {
                    hooked.Add(Place(chain, "name"));
                }

                if (NftJson.Member(entry, "rule") is { } rule)
                {
                    var place = Place(rule, "chain");
                    var reader = new NftRuleReader(place, isHooked: hooked.Contains(place));
                    hasXt |= reader.Read(rule);
                    rules.AddRange(reader.Rule is { } found ? [found] : []);
                }
            }

            return rules;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Place(JsonElement element, string chain)
        => MachineText.Clean($"nft {NftJson.Text(element, "family")} {NftJson.Text(element, "table")} {NftJson.Text(element, chain)}");
}
