using System.Globalization;

namespace PortTop.Model;

/// <summary>What is too much. Each is reached from its value on; null is no limit.</summary>
public readonly record struct CheckLimits
{
    private const string None = "none";
    private const string Form = "it looks like used=80%,demand=90%,failing=0 or just 80%";

    /// <summary>What deserves a warning where nothing else is said.</summary>
    public static CheckLimits DefaultWarning { get; } = new() { Used = .80, Demand = .90 };

    /// <summary>What is critical where nothing else is said.</summary>
    public static CheckLimits DefaultCritical { get; } = new() { Used = .95, Demand = 1, Failing = 0 };

    /// <summary>The share of the ports that is used, 0 to 1.</summary>
    public double? Used { get; init; }

    /// <summary>What is asked for over what fits; 1 where they are equal.</summary>
    public double? Demand { get; init; }

    /// <summary>Failed attempts per second: more than this.</summary>
    public double? Failing { get; init; }

    /// <summary>
    /// Reads limits: "80%", or "used=80%,demand=90%,failing=0" with any of the three. What is not named stays as it was. "none" in the
    /// place of a value is no limit, and alone no limit at all.
    /// </summary>
    /// <param name="text">What a person wrote.</param>
    /// <param name="limits">The limits before and after.</param>
    /// <returns>What is wrong, null when nothing is.</returns>
    public static string? Read(string text, ref CheckLimits limits)
    {
        if (text == None)
        {
            limits = default;
            return null;
        }

        var named = new HashSet<string>();
        foreach (var part in text.Split(','))
        {
            var equals = part.IndexOf('=');
            var name = equals < 0 ? "used" : part[..equals];
            if (name is not ("used" or "demand" or "failing"))
            {
                return $"\"{name}\" is none of used, demand, failing; {Form}";
            }

            if (!named.Add(name))
            {
                return $"{name} is given twice; {Form}";
            }

            if (ReadValue(name, part[(equals + 1)..], out var value) is { } problem)
            {
                return $"\"{part}\" {problem}; {Form}";
            }

            limits = name switch
            {
                "used" => limits with { Used = value },
                "demand" => limits with { Demand = value },
                _ => limits with { Failing = value },
            };
        }

        return null;
    }

    /// <summary>The limits of the settings; what these do not name is as it is by default.</summary>
    public static (CheckLimits Warning, CheckLimits Critical) Of(Settings settings)
    {
        var (warning, critical) = (DefaultWarning, DefaultCritical);
        if (settings.CheckWarning.Length > 0)
        {
            _ = Read(settings.CheckWarning, ref warning);
        }

        if (settings.CheckCritical.Length > 0)
        {
            _ = Read(settings.CheckCritical, ref critical);
        }

        return (warning, critical);
    }

    /// <summary>True for a text that <see cref="Read"/> finds nothing wrong with.</summary>
    public static bool Reads(string text)
    {
        var limits = default(CheckLimits);
        return Read(text, ref limits) is null;
    }

    /// <summary>True where a limit lies above that of <paramref name="critical"/>: nothing would ever be a warning by it.</summary>
    public bool IsAbove(CheckLimits critical) => Used > critical.Used || Demand > critical.Demand || Failing > critical.Failing;

    private static string? ReadValue(string name, string text, out double? value)
    {
        value = null;
        if (text == None)
        {
            return null;
        }

        var isShare = name != "failing";
        var hasSign = isShare && text.EndsWith('%');
        var digits = hasSign ? text.AsSpan(0, text.Length - 1) : text;
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return isShare ? "has no number of per cent" : "has no number";
        }

        if (isShare && !hasSign && number is > 0 and <= 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"is in per cent: write {100 * number:0.##}% or {number:0.##}%");
        }

        if (name == "used" && number > 100)
        {
            return "is more than all";
        }

        value = isShare ? number / 100 : number;
        return null;
    }
}
