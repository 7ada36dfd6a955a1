using PortTop.Model;

namespace PortTop.Tests.Pipeline.Nat;

/// <summary>A connection tracking whose entries, rules and refusals a test sets.</summary>
internal sealed class ScriptedNat : INatSource
{
    internal List<TrackedFlow> Flows { get; } = [];

    internal long? Entries { get; set; }

    internal List<NatRule> Rules { get; } = [];

    internal IReadOnlyList<NatInterface> Interfaces { get; set; } = [];

    internal string? Problem { get; set; }

    internal bool IsThere { get; set; } = true;

    internal int Readings { get; private set; }

    internal int RuleReadings { get; private set; }

    /// <summary>Lets time go by while the table is read.</summary>
    internal Action Reading { get; set; } = static () => { };

    public (long Entries, long? Max)? ReadCount() => IsThere ? (Entries ?? Flows.Count, 262_144) : null;

    public void ReadFlows(ITrackedFlowSink sink)
    {
        Readings++;
        Reading();
        if (Problem is { } problem)
        {
            throw new SourceException(problem);
        }

        sink.Restart();
        foreach (var flow in Flows)
        {
            sink.Add(flow);
        }
    }

    public NatRuleReading ReadRules()
    {
        RuleReadings++;
        return new NatRuleReading(Rules, null);
    }

    public IReadOnlyList<NatInterface> ReadInterfaces() => Interfaces;
}
