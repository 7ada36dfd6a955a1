namespace PortTop.Model;

/// <summary>What a person holds to be near trouble, and how addresses are called: settings that decide what a poll says.</summary>
public sealed record Preferences
{
    /// <summary>What is so where nobody wishes anything else.</summary>
    public static Preferences Default { get; } = new();

    /// <summary>From this share of its ports on a pool is at risk, 0 to 1.</summary>
    public double AtRisk { get; init; } = PoolStatus.AtRiskRatio;

    /// <summary>From this share of its limit on a process is near EMFILE, and the machine near ENFILE, 0 to 1.</summary>
    public double DescriptorsNear { get; init; } = DescriptorUse.WarningRatio;

    /// <summary>How addresses are called.</summary>
    public AliasBook Aliases { get; init; } = AliasBook.Empty;

    /// <summary>Those of the settings.</summary>
    public static Preferences From(Settings settings) => new()
    {
        AtRisk = settings.AtRisk,
        DescriptorsNear = settings.DescriptorsNear,
        Aliases = AliasBook.Read(settings.Aliases),
    };
}
