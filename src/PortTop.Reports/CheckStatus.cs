namespace PortTop.Reports;

/// <summary>
/// The answer of a check, with the exit status that monitoring plugins have for it (Monitoring Plugins Development Guidelines, "Plugin
/// Return Codes").
/// </summary>
public enum CheckStatus
{
    /// <summary>No limit is reached.</summary>
    Ok = 0,

    /// <summary>A limit of --warning is reached.</summary>
    Warning = 1,

    /// <summary>A limit of --critical is reached, or no port will be left soon.</summary>
    Critical = 2,

    /// <summary>It cannot be told.</summary>
    Unknown = 3,
}
