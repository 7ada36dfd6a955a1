using System.Globalization;

namespace PortTop.Reports;

/// <summary>What is too much. Each is reached from its value on; null is no limit.</summary>
public readonly record struct CheckLimits
{
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

    /// <summary>Reads limits: "80%", or "used=80%,demand=90%,failing=0" with any of the three. "none" is no limit at all.</summary>
    /// <param name="text">What a person wrote.</param>
    /// <param name="limits">The limits; what is not named is no limit.</param>
    /// <returns>What is wrong, null when nothing is.</returns>
    public static string? Read(string text, out CheckLimits limits)
    {
        limits = default;
        if (text == "none")
        {
            return null;
        }

        foreach (var part in text.Split(','))
        {
            var equals = part.IndexOf('=');
            var name = equals < 0 ? "used" : part[..equals];
            var isShare = name is "used" or "demand";
            var value = part[(equals + 1)..];
            if (name is not ("used" or "demand" or "failing"))
            {
                return $"\"{name}\" is none of used, demand, failing; {Form}";
            }

            var digits = isShare ? value.TrimEnd('%') : value;
            if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return $"\"{part}\" has no number; {Form}";
            }

            limits = name switch
            {
                "used" => limits with { Used = number / 100 },
                "demand" => limits with { Demand = number / 100 },
                _ => limits with { Failing = number },
            };
        }

        return null;
    }
}
