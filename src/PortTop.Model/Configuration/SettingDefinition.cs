using System.Globalization;

namespace PortTop.Model;

/// <summary>
/// One setting: its name, what may stand there, and how to say so. Files, environment and options are all held against it.
/// </summary>
/// <param name="Name">The key in portop.json; PORTTOP_ and the name in capitals in the environment.</param>
/// <param name="Kind">What sort of value it takes.</param>
/// <param name="Meaning">What it does, in a line.</param>
public sealed record SettingDefinition(string Name, SettingKind Kind, string Meaning)
{
    /// <summary>What no text of a list contains.</summary>
    private const char ItemEnd = '\n';

    /// <summary>The words that may stand there; empty where any text may.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The smallest number allowed.</summary>
    public double Minimum { get; init; }

    /// <summary>The largest number allowed.</summary>
    public double Maximum { get; init; }

    /// <summary>True where several values stand there, each accepted by itself.</summary>
    public bool IsMany => Kind is SettingKind.List or SettingKind.Aliases;

    /// <summary>Every setting.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        new("interval", SettingKind.Number, "seconds between polls") { Minimum = 0.1, Maximum = 3600 },
        new("budget", SettingKind.Number, "share of one core that porttop may use; the interval is stretched to keep it") { Minimum = 0.001, Maximum = 1 },
        new("budgetInTrouble", SettingKind.Number,
            "the same on the screen while a pool is in trouble, or you asked for a shorter interval, until some minutes after your last "
            + "key")
        { Minimum = 0.001, Maximum = 1 },
        new("collector", SettingKind.Word, "how sockets are read") { Words = ["auto", "netlink", "procfs"] },
        new("netns", SettingKind.Text, "which network namespaces are read: all, own, the id of a process, or a name"),
        new("failures", SettingKind.Word, "which failures are watched as they happen") { Words = ["connect", "syscalls", "none"] },
        new("askKernel", SettingKind.Word,
            "whether the kernel is asked, port by port, what bind() holds") { Words = ["auto", Settings.Never] },
        new("upstream", SettingKind.Word, "the NAT that connections leave through and that this machine cannot see") { Words = UpstreamPresets.Ids },
        new("upstreamPorts", SettingKind.NumberOrPreset, "its ports for each destination, of one address or of this machine") { Minimum = 1, Maximum = 1_000_000 },
        new("upstreamAddresses", SettingKind.NumberOrPreset, "how many addresses it has; one by the presets") { Minimum = 1, Maximum = 1024 },
        new("upstreamHold", SettingKind.NumberOrPreset, "seconds for which it holds a port after the close") { Minimum = 0, Maximum = 3600 },
        new("upstreamNetworks", SettingKind.Networks, "which destinations are reached through it"),
        new("logs", SettingKind.List, "logs that are watched for signs of exhausted ports"),
        new("theme", SettingKind.Text, "the name of a theme, or the path of a theme file"),
        new("color", SettingKind.Word, "colours of the terminal") { Words = ["auto", "none", "16", "256", "true"] },
        new("glyphs", SettingKind.Word, "glyphs of the terminal") { Words = ["auto", "unicode", "ascii"] },
        new("sort", SettingKind.Word, "the order of the pools") { Words = PoolColumns.SortIds },
        new("reverse", SettingKind.Flag, "the order reversed"),
        new("filter", SettingKind.Filter, "which pools the screen and a batch show"),
        new("columns", SettingKind.List, "the columns of the table of pools, in their order; none: those that the width has room for") { Words = PoolColumns.TableIds },
        new("view", SettingKind.Word, "the view to begin with") { Words = ["pools", "states", "owners", "nat", "events", "warroom"] },
        new("group", SettingKind.Word, "what the rows of the table are grouped by at the start") { Words = PoolGroups.Ids },
        new("atRisk", SettingKind.Number, "share of its ports from which on a pool is at risk, whatever is foretold") { Minimum = 0.5, Maximum = 1 },
        new("descriptorsNear", SettingKind.Number, "share of its limit of descriptors from which on a process is near it") { Minimum = 0.5, Maximum = 1 },
        new("checkWarning", SettingKind.Limits, "what deserves a warning of \"porttop check\""),
        new("checkCritical", SettingKind.Limits, "what is critical to \"porttop check\""),
        new("aliases", SettingKind.Aliases, "names of addresses, of addresses with a port, and of networks"),
        new("time", SettingKind.Word, "the clock that times are shown in") { Words = ["utc", "local"] },
    ];

    /// <summary>What may stand there, as a phrase that ends "must be …".</summary>
    public string Expectation => Kind switch
    {
        SettingKind.Number => string.Create(CultureInfo.InvariantCulture, $"a number from {Minimum} to {Maximum}"),
        SettingKind.NumberOrPreset => string.Create(CultureInfo.InvariantCulture, $"preset, or a whole number from {Minimum} to {Maximum}"),
        SettingKind.Networks => UpstreamNetworks.Form,
        SettingKind.Filter => "words such as dst:10.8. dport:5432 !owner:web used>50%, or empty",
        SettingKind.Flag => "true or false",
        SettingKind.Word => "one of " + string.Join(", ", Words),
        SettingKind.List when Words.Count > 0 => "a list of " + string.Join(", ", Words),
        SettingKind.List => "a list of texts that are not empty: [\"/var/log/nginx/error.log\", \"kernel\"]",
        SettingKind.Limits => "limits as used=80%,demand=90%,failing=0, or none",
        SettingKind.Aliases => AddressAlias.Form,
        _ => "a text that is not empty",
    };

    /// <summary>The setting of that name, upper and lower case alike; null when there is none.</summary>
    public static SettingDefinition? Find(string name)
        => All.FirstOrDefault(definition => string.Equals(definition.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>True when <paramref name="value"/> may stand there; of a list, in it.</summary>
    public bool Accepts(string value) => Kind switch
    {
        SettingKind.Number => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= Minimum && number <= Maximum,
        SettingKind.NumberOrPreset => value == UpstreamBudget.OfThePreset
            || (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole >= Minimum && whole <= Maximum),
        SettingKind.Networks => UpstreamNetworks.Read(value) is not null,
        SettingKind.Filter => PoolFilter.TryParse(value, out _, out _),
        SettingKind.Flag => bool.TryParse(value, out _),
        SettingKind.Word => Words.Contains(value),
        SettingKind.List when Words.Count > 0 => Words.Contains(value),
        SettingKind.Limits => CheckLimits.Reads(value),
        SettingKind.Aliases => AddressAlias.TryParse(value, out _),
        SettingKind.List => !string.IsNullOrWhiteSpace(value) && !value.Contains(ItemEnd, StringComparison.Ordinal),
        _ => !string.IsNullOrWhiteSpace(value),
    };

    /// <summary>
    /// What would be right in the place of a value that is not accepted: "it must be …"; of a filter what is wrong, and where.
    /// </summary>
    public string Remedy(string? value) => Kind == SettingKind.Filter && value is not null && !PoolFilter.TryParse(value, out _, out var error)
        ? string.Create(CultureInfo.InvariantCulture, $"at character {error.Position + 1}: {MachineText.Clean(error.Message)}")
        : "it must be " + Expectation;

    /// <summary>
    /// Makes one value of the texts of a list, in which each layer of settings takes the place of a weaker one as a whole.
    /// </summary>
    public static string Join(IEnumerable<string> items) => string.Join(ItemEnd, items);

    /// <summary>The texts of a list.</summary>
    public static IReadOnlyList<string> Items(string value) => value.Split(ItemEnd, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The known name nearest to a wrong one, null when none is near: at most two letters changed, added or lost.</summary>
    public static string? Nearest(string wrong, IEnumerable<string> known)
    {
        var best = known.Select(name => (Name: name, Distance: Distance(wrong.ToUpperInvariant(), name.ToUpperInvariant())))
            .OrderBy(static candidate => candidate.Distance)
            .FirstOrDefault();
        return best.Name is not null && best.Distance <= 2 ? best.Name : null;
    }

    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
