using System.CommandLine;
using System.Globalization;
using PortTop.Completion;
using PortTop.Kernel;
using PortTop.Model;

namespace PortTop.Commands;

/// <summary>The command line of <c>porttop who</c>.</summary>
internal sealed class WhoOptions
{
    private const string Udp = "udp";
    private const string Tcp = "tcp";
    private static readonly string[] Formats = ["table", "json"];

    private readonly Argument<string?> _port = new("PORT[/udp]")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "the local port: 8080, or 5353/udp",
    };
    private readonly Option<string> _netns = new("--netns")
    {
        Description = "the network namespace to look into: own, all, the id of a process, or the name of a namespace, pod or container",
        HelpName = ValueNames.Namespace,
    };
    private readonly Option<string> _output = new("--output", "-o") { Description = "what to write: table or json", HelpName = "FORMAT" };
    private readonly Option<bool> _noAsk = new("--no-ask") { Description = "do not ask the kernel: judge by what is visible" };

    internal WhoOptions()
    {
        Command = new Command("who", "who holds a local port, and whether a server could take it (exit status 0; 1: no; 3: unknown)")
        {
            _port, _netns, _output, _noAsk,
        };
        _netns.Proposes(NamespaceChoice.OwnWord, NamespaceChoice.AllWord);
        _output.Proposes(Formats);
        _output.Validators.Add(static result =>
        {
            if (result.Tokens is not [var token] || !Formats.Contains(token.Value))
            {
                result.AddError("-o takes " + string.Join(" or ", Formats));
            }
        });
        Command.Validators.Add(result =>
        {
            if (result.Text(_port) is not { } port)
            {
                result.AddError("who takes a port: porttop who 8080, porttop who 5353/udp");
            }
            else if (!TryParse(port, out _, out _))
            {
                result.AddError($"\"{port}\" is no port; it looks like 8080 or 5353/udp, from 1 to 65535");
            }
        });
    }

    /// <summary>The command that these options belong to.</summary>
    internal Command Command { get; }

    /// <summary>The port that is asked about.</summary>
    internal (Protocol Protocol, ushort Port) Port(ParseResult result)
    {
        _ = TryParse(result.GetValue(_port) ?? string.Empty, out var protocol, out var port);
        return (protocol, port);
    }

    /// <summary>The network namespaces to look into.</summary>
    internal NamespaceChoice Namespace(ParseResult result) => NamespaceChoice.Parse(result.GetValue(_netns) ?? NamespaceChoice.OwnWord);

    /// <summary>True when JSON is to be written.</summary>
    internal bool IsJson(ParseResult result) => result.GetValue(_output) == Formats[1];

    /// <summary>True when the kernel may be asked.</summary>
    internal bool MayAsk(ParseResult result) => !result.GetValue(_noAsk);

    /// <summary>Reads "8080", "8080/tcp", "5353/udp", ":8080".</summary>
    internal static bool TryParse(string text, out Protocol protocol, out ushort port)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? Tcp : text[(slash + 1)..];
        protocol = name == Udp ? Protocol.Udp : Protocol.Tcp;
        var digits = slash < 0 ? text : text[..slash];
        return ushort.TryParse(digits.StartsWith(':') ? digits[1..] : digits, NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port != 0
            && name is Tcp or Udp;
    }
}
