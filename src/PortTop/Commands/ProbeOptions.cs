using System.CommandLine;
using PortTop.Completion;
using PortTop.Configuration;
using PortTop.Kernel;
using PortTop.Model;

namespace PortTop.Commands;

/// <summary>The command line of <c>porttop probe</c>.</summary>
internal sealed class ProbeOptions
{
    private readonly Argument<string?> _target = new("IP:PORT")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "the destination to ask for; IPv6 in brackets: [2001:db8::5]:443",
    };
    private readonly Option<string> _source = new("--source")
    {
        Description = "local address to ask for, by default the one that the route gives",
        HelpName = "IP",
    };
    private readonly Option<bool> _bind = new("--bind")
    {
        Description = "ask whether bind() before connect() still gets a port of the source address (else EADDRINUSE)",
    };
    private readonly Option<bool> _udp = new("--udp") { Description = "ask for UDP" };
    private readonly Option<bool> _map = new("--map")
    {
        Description = "find the ports of the range that are held against all destinations, after a confirmation",
    };
    private readonly Option<string> _netns = new("--netns")
    {
        Description = "network namespace to ask in: own, a process id, or the name of a namespace, pod or container",
        HelpName = ValueNames.Namespace,
    };
    private readonly Option<bool> _yes = new("--yes") { Description = "confirm --map beforehand" };

    internal ProbeOptions()
    {
        Command = new Command("probe", "ask the kernel whether it still gives a source port, without sending a packet")
        {
            _target, _source, _bind, _udp, _netns, _map, _yes,
        };
        Command.Validators.Add(result =>
        {
            var isMap = result.IsSet(_map);
            if (isMap && (result.IsSet(_bind) || result.IsSet(_udp) || result.Text(_source) is not null || result.Text(_target) is not null))
            {
                result.AddError("--map asks for all ports: it goes without a target, --bind, --udp and --source");
            }
            else if (result.IsSet(_yes) && !isMap)
            {
                result.AddError("--yes goes with --map");
            }
            else if (result.Text(_target) is not { } target)
            {
                if (!isMap)
                {
                    result.AddError("probe takes a target: porttop probe 10.8.0.12:5432");
                }
            }
            else if (ProbeTarget.WhyWrong(target) is { } problem)
            {
                result.AddError(problem);
            }
            else if (result.Text(_netns) is not (null or NamespaceChoice.OwnWord) && ProbeTarget.NamesInterface(target))
            {
                result.AddError("names of interfaces are those of this network namespace: with --netns the interface goes by its index, as in [fe80::1%2]:80");
            }
        });
        _netns.Proposes(NamespaceChoice.OwnWord);
        _netns.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && NamespaceChoice.Parse(token.Value).Kind == NamespaceChoiceKind.All)
            {
                result.AddError("--netns: a probe asks in one network namespace: own, the id of a process, or a name");
            }
        });
        ValidateAddress(_source);
    }

    /// <summary>The command that these options belong to.</summary>
    internal Command Command { get; }

    /// <summary>Says what is wrong where an option gives no address.</summary>
    internal static void ValidateAddress(Option<string> option) => option.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
        {
            if (!IpAddress.TryParse(token.Value, out _))
            {
                result.AddError($"{option.Name}: \"{token.Value}\" is no address; it looks like 10.0.2.15 or 2001:db8::1");
            }
        }
    });

    /// <summary>Says what is wrong where an argument gives no target.</summary>
    internal static void ValidateTarget(Argument<string?> argument) => argument.Validators.Add(static result =>
    {
        if (result.Tokens is [var token] && ProbeTarget.WhyWrong(token.Value) is { } problem)
        {
            result.AddError(problem);
        }
    });

    /// <summary>True when every port is to be asked for.</summary>
    internal bool IsMap(ParseResult result) => result.GetValue(_map);

    /// <summary>True when that is confirmed already.</summary>
    internal bool IsConfirmed(ParseResult result) => result.GetValue(_yes);

    /// <summary>The network namespace to ask in.</summary>
    internal NamespaceChoice Namespace(ParseResult result) => NamespaceChoice.Parse(result.GetValue(_netns) ?? NamespaceChoice.OwnWord);

    /// <summary>The question that the command line asks.</summary>
    /// <exception cref="UsageException">Source and target are of different families.</exception>
    internal ProbeQuestion Question(ParseResult result)
    {
        _ = ProbeTarget.TryParse(result.GetValue(_target), out var target);
        IpAddress? source = IpAddress.TryParse(result.GetValue(_source), out var address) ? address : null;
        if (source is { } given && given.IsIPv4 != target.Address.IsIPv4)
        {
            throw new UsageException($"--source {given}: the target {target.Address} is of the other family");
        }

        var kind = (result.GetValue(_udp), result.GetValue(_bind)) switch
        {
            (false, false) => ProbeKind.Connect,
            (false, true) => ProbeKind.Bind,
            (true, false) => ProbeKind.UdpConnect,
            _ => ProbeKind.UdpBind,
        };
        return new ProbeQuestion(kind, target.Address, target.Port) { Scope = target.Scope, Source = source };
    }
}
