namespace PortTop.Model;

/// <summary>
/// The settings in force. Names and ranges are those of <see cref="SettingDefinition.All"/>; the defaults stand in the packaged
/// portop.json, not here.
/// </summary>
public sealed class Settings
{
    /// <summary>Seconds between polls.</summary>
    public double Interval { get; set; }

    /// <summary>The share of one core that the program may use, 0 to 1.</summary>
    public double Budget { get; set; }

    /// <summary>The same on the screen while a pool is in trouble and somebody sits before it.</summary>
    public double BudgetInTrouble { get; set; }

    /// <summary>How sockets are read: auto, netlink or procfs.</summary>
    public string Collector { get; set; } = string.Empty;

    /// <summary>Which network namespaces are read: all, own, the id of a process, or a name.</summary>
    public string Netns { get; set; } = string.Empty;

    /// <summary>Which failures are watched as they happen: connect, syscalls or none.</summary>
    public string Failures { get; set; } = string.Empty;

    /// <summary>The value of <see cref="AskKernel"/> by which nothing is asked.</summary>
    public const string Never = "never";

    /// <summary>Whether the kernel is asked for single ports: auto or never.</summary>
    public string AskKernel { get; set; } = string.Empty;

    /// <summary>The id of the NAT that connections leave through (<see cref="UpstreamPresets"/>), or none.</summary>
    public string Upstream { get; set; } = UpstreamPresets.None;

    /// <summary>Its ports for each destination: a number, or preset.</summary>
    public string UpstreamPorts { get; set; } = UpstreamBudget.OfThePreset;

    /// <summary>How many addresses it has: a number, or preset, which is one.</summary>
    public string UpstreamAddresses { get; set; } = UpstreamBudget.OfThePreset;

    /// <summary>Seconds for which it holds a port after the close: a number, or preset.</summary>
    public string UpstreamHold { get; set; } = UpstreamBudget.OfThePreset;

    /// <summary>Which destinations are reached through it, as <see cref="PortTop.Model.UpstreamNetworks"/> reads it.</summary>
    public string UpstreamNetworks { get; set; } = Model.UpstreamNetworks.Public;

    /// <summary>The name of a theme, or the path of a theme file.</summary>
    public string Theme { get; set; } = string.Empty;

    /// <summary>How many colours the terminal has: auto, none, 16, 256 or true.</summary>
    public string Color { get; set; } = string.Empty;

    /// <summary>Which glyphs the terminal has: auto, unicode or ascii.</summary>
    public string Glyphs { get; set; } = string.Empty;

    /// <summary>How pools are sorted: severity or a column.</summary>
    public string Sort { get; set; } = string.Empty;

    /// <summary>Whether the order is reversed.</summary>
    public bool Reverse { get; set; }

    /// <summary>Which pools are shown, as <see cref="PoolFilter"/> reads it; empty for all.</summary>
    public string Filter { get; set; } = string.Empty;
    /// <summary>
    /// The columns of the table of pools, as <see cref="SettingDefinition.Items"/> reads them; none for those that the width has room for.
    /// </summary>
    public string Columns { get; set; } = string.Empty;

    /// <summary>The view to begin with: pools, states, owners, nat, events or warroom.</summary>
    public string View { get; set; } = "pools";

    /// <summary>
    /// What the rows of the table are grouped by at the start: none, destination, remoteIp, remotePort, source, owner, namespace or state.
    /// </summary>
    public string Group { get; set; } = "none";

    /// <summary>The share of its ports from which on a pool is at risk, 0 to 1.</summary>
    public double AtRisk { get; set; } = PoolStatus.AtRiskRatio;

    /// <summary>The share of its limit of descriptors from which on a process is near it, 0 to 1.</summary>
    public double DescriptorsNear { get; set; } = DescriptorUse.WarningRatio;

    /// <summary>What deserves a warning of a check, as <see cref="CheckLimits.Read"/> reads it.</summary>
    public string CheckWarning { get; set; } = string.Empty;

    /// <summary>What is critical to a check, as <see cref="CheckLimits.Read"/> reads it.</summary>
    public string CheckCritical { get; set; } = string.Empty;

    /// <summary>
    /// Names of addresses, as <see cref="SettingDefinition.Items"/> reads them, each as <see cref="AddressAlias.TryParse"/> does.
    /// </summary>
    public string Aliases { get; set; } = string.Empty;

    /// <summary>The logs that are watched, as <see cref="SettingDefinition.Items"/> reads them.</summary>
    public string Logs { get; set; } = string.Empty;

    /// <summary>Which clock times are shown in: utc or local.</summary>
    public string Time { get; set; } = string.Empty;
}
