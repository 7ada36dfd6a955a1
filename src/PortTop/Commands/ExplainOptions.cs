using System.CommandLine;

namespace PortTop.Commands;

/// <summary>The command line of <c>porttop explain</c>.</summary>
internal sealed class ExplainOptions
{
    private readonly Argument<string?> _target = new("IP:PORT")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "the destination to explain, by default the worst pool; IPv6 in brackets: [2001:db8::5]:443",
    };
    private readonly Option<string> _source = new("--source") { Description = "only connections from this local address", HelpName = "IP" };
    private readonly Option<string> _interval = new("--interval", "-d") { Description = "seconds between polls, 0.1 to 3600", HelpName = "SECS" };

    internal ExplainOptions()
    {
        Command = new Command("explain", "why a pool runs out of ports, and what to do: the risk and the effect of each remedy")
        {
            _target, _source, _interval,
        };
        CommandOptions.Validate(_interval, "interval");
        ProbeOptions.ValidateAddress(_source);
        ProbeOptions.ValidateTarget(_target);
    }

    /// <summary>The command that these options belong to.</summary>
    internal Command Command { get; }

    /// <summary>The settings that options give.</summary>
    internal IReadOnlyDictionary<string, string?> Settings(ParseResult result)
        => result.GetValue(_interval) is { } interval ? new Dictionary<string, string?> { ["interval"] = interval } : [];

    /// <summary>The pools that are asked about.</summary>
    internal PoolScope Scope(ParseResult result) => new(result.GetValue(_target), result.GetValue(_source));
}
