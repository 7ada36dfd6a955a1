using System.Globalization;

namespace PortTop.Model;

/// <summary>Figures in the sentences of a diagnosis, as screens write them.</summary>
internal static class Say
{
    /// <summary>28,211.</summary>
    internal static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>71 %.</summary>
    internal static string Share(double ratio)
    {
        Span<char> text = stackalloc char[16];
        return string.Concat(text[..(NumberText.WriteShare(ratio, text) - 1)], " %");
    }

    /// <summary>610/s.</summary>
    internal static string Rate(double rate)
    {
        Span<char> text = stackalloc char[16];
        return string.Concat(text[..NumberText.WriteRate(rate, text)], "/s");
    }

    /// <summary>1m15s; below ten seconds with a decimal.</summary>
    internal static string Time(double seconds)
    {
        if (seconds < .05)
        {
            return "under 0.1 s";
        }

        if (seconds < 10)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");
        }

        Span<char> text = stackalloc char[16];
        return text[..DurationText.Write(TimeSpan.FromSeconds(Math.Min(seconds, 1e9)), text)].ToString();
    }

    private static int WriteBetween(PoolProspect prospect, Span<char> text)
        => DurationText.WriteBetween(
            TimeSpan.FromSeconds(prospect.Earliest), TimeSpan.FromSeconds(Math.Min(prospect.Latest, 1e9)), "-", text);

    /// <summary>Ports in a sentence: "1 port", "12 ports".</summary>
    internal static string Ports(int count) => count == 1 ? "1 port" : Count(count) + " ports";

    /// <summary>"asks 610/s, fits 455/s"; null where nothing is known.</summary>
    internal static string? Demand(PoolDemand? demand) => demand switch
    {
        null => null,
        { IsAtLeast: true, Told: < .05 } => "asks unknown, as failures are not watched",
        { Fits: { } fits } known => $"asks {known.LeastWord}{Rate(known.Told)}, fits {Rate(fits)}",
        { } known => $"asks {known.LeastWord}{Rate(known.Told)}",
    };

    /// <summary>Until it is full: "in 44m10s", "in 13h-19h" or "in 9h or later", as well as that is known.</summary>
    internal static string Span(PoolProspect prospect)
    {
        const double Sure = 1.25;
        Span<char> text = stackalloc char[32];
        return prospect switch
        {
            { IsAtLeast: true } => $"in {Time(prospect.Seconds)} or sooner",
            { Latest: double.PositiveInfinity } => $"in {Time(prospect.Earliest)} or later",
            _ when prospect.Latest > Sure * prospect.Earliest => string.Concat("in ", text[..WriteBetween(prospect, text)]),
            _ => "in " + Time(prospect.Seconds),
        };
    }

    /// <summary>What a pool comes to: "settles at 71 %", "full in 44m10s", "26 % fail".</summary>
    internal static string Prospect(PoolProspect prospect) => prospect switch
    {
        { Kind: ProspectKind.Settles } => (prospect.IsAtLeast && prospect.Share >= .01 ? "settles at >" : "settles at ") + Share(prospect.Share),
        { Kind: ProspectKind.FullIn, Seconds: < 1 } => "full at once",
        { Kind: ProspectKind.FullIn } => "full " + Span(prospect),
        { Kind: ProspectKind.Fails, Share: >= 1 } => "fails",
        { Kind: ProspectKind.Fails } => (prospect.IsAtLeast ? "at least " : string.Empty) + Share(prospect.Share) + " fail",
        _ => "not known",
    };
}
