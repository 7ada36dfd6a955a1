using System.CommandLine;
using System.Globalization;
using PortTop.Model;
using PortTop.Reports;

namespace PortTop.Commands;

/// <summary>The command line of <c>porttop check</c>.</summary>
internal sealed class CheckOptions
{
    private readonly Argument<string?> _target = new("IP:PORT")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "the destination to check, by default the worst pool; IPv6 in brackets: [2001:db8::5]:443",
    };
    private readonly Option<string> _source = new("--source") { Description = "only pools from this local address", HelpName = "IP" };
    private readonly Option<string> _warning = new("--warning", "-w")
    {
        Description = "limits of a warning, each replaces its default of used=80%,demand=90%; "
            + "failing=N for failures a second; none for no limit",
        HelpName = "LIMITS",
    };
    private readonly Option<string> _critical = new("--critical", "-c")
    {
        Description = "limits of critical, each replaces its default of used=95%,demand=100%,failing=0; none for no limit",
        HelpName = "LIMITS",
    };
    private readonly Option<string> _outWithin = new("--out-within")
    {
        Description = "critical when a pool is full within this time (default 5m), a warning when later: 300, 90s, 5m, 1h or none",
        HelpName = "TIME",
    };
    private readonly Option<string> _unclear = new("--unclear")
    {
        Description = "status when it is unclear whether a port is free: ok, warning (default) or critical",
        HelpName = "STATUS",
    };
    private readonly Option<bool> _listeners = new("--listeners")
    {
        Description = "a warning too where the port of a server lies in the ephemeral range and is not reserved",
    };
    private readonly Option<int> _polls = new("--polls")
    {
        Description = "number of polls, by default as many as a sure answer needs: 2 to 6",
        HelpName = "POLLS",
    };
    private readonly Option<string> _interval = new("--interval", "-d")
    {
        Description = "seconds between polls, 1 by default",
        HelpName = "SECS",
    };

    /// <summary>Who wants to watch for longer wants batch.</summary>
    private const int MostPolls = 3600;

    internal CheckOptions()
    {
        Command = new Command("check", "for alerting: one line, and exit status 0 ok, 1 warning, 2 critical, 3 unknown or usage error")
        {
            _target, _source, _warning, _critical, _outWithin, _unclear, _listeners, _polls, _interval,
        };
        ProbeOptions.ValidateTarget(_target);
        ProbeOptions.ValidateAddress(_source);
        _warning.Validators.Add(static result => ReadLimits("--warning", result.Tokens, result.AddError));
        _critical.Validators.Add(static result => ReadLimits("--critical", result.Tokens, result.AddError));
        _outWithin.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !TryDuration(token.Value, out _))
            {
                result.AddError($"--out-within: \"{token.Value}\" is no time; it looks like 300, 90s, 5m or 1h, or none");
            }
        });
        _unclear.Proposes("ok", "warning", "critical");
        _unclear.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && ReadStatus(token.Value) is null)
            {
                result.AddError($"--unclear: \"{token.Value}\" is none of ok, warning, critical");
            }
        });
        _polls.TakesCount($"--polls takes a number from 1 to {MostPolls}", MostPolls);
        CommandOptions.Validate(_interval, "interval");
        Command.Validators.Add(result =>
        {
            var (warning, critical) = (CheckLimits.DefaultWarning, CheckLimits.DefaultCritical);
            if (result.Text(_warning) is { } warn && result.Text(_critical) is { } crit
                && CheckLimits.Read(warn, ref warning) is null && CheckLimits.Read(crit, ref critical) is null
                && warning.IsAbove(critical))
            {
                result.AddError("--warning is above --critical: nothing would ever be a warning");
            }
        });
    }

    /// <summary>The command that these options belong to.</summary>
    internal Command Command { get; }

    /// <summary>The settings that options give.</summary>
    internal IReadOnlyDictionary<string, string?> Settings(ParseResult result)
        => new Dictionary<string, string?> { ["interval"] = result.GetValue(_interval) ?? "1" };

    /// <summary>What the limits of options and settings make of a poll.</summary>
    internal CheckReport Report(ParseResult result, Settings settings)
    {
        var (warning, critical) = CheckLimits.Of(settings);
        TimeSpan? within = TimeSpan.FromMinutes(5);
        if (result.GetValue(_warning) is { } warn)
        {
            _ = CheckLimits.Read(warn, ref warning);
        }

        if (result.GetValue(_critical) is { } crit)
        {
            _ = CheckLimits.Read(crit, ref critical);
        }

        if (result.GetValue(_outWithin) is { } time)
        {
            _ = TryDuration(time, out within);
        }

        return new CheckReport(warning, critical, within, ReadStatus(result.GetValue(_unclear)) ?? CheckStatus.Warning)
        {
            WarnsOfListeners = result.GetValue(_listeners),
        };
    }

    /// <summary>How many polls are wanted, null for as many as it takes.</summary>
    internal int? Polls(ParseResult result) => result.GetResult(_polls) is null ? null : result.GetValue(_polls);

    /// <summary>The pools that are asked about.</summary>
    internal PoolScope Scope(ParseResult result) => new(result.GetValue(_target), result.GetValue(_source));

    private static void ReadLimits(string option, IReadOnlyList<System.CommandLine.Parsing.Token> tokens, Action<string> fail)
    {
        foreach (var token in tokens)
        {
            var limits = default(CheckLimits);
            if (CheckLimits.Read(token.Value, ref limits) is { } problem)
            {
                fail($"{option}: {problem}");
            }
        }
    }

    private static CheckStatus? ReadStatus(string? text) => text switch
    {
        "ok" => CheckStatus.Ok,
        "warning" => CheckStatus.Warning,
        "critical" => CheckStatus.Critical,
        _ => null,
    };

    private static bool TryDuration(string text, out TimeSpan? duration)
    {
        duration = null;
        if (text == "none")
        {
            return true;
        }

        var (digits, unit) = text switch
        {
            [.. var number, 's'] => (number, 1),
            [.. var number, 'm'] => (number, 60),
            [.. var number, 'h'] => (number, 3600),
            _ => (text, 1),
        };
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value) || value * unit > TimeSpan.FromDays(1).TotalSeconds)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(value * unit);
        return true;
    }
}
