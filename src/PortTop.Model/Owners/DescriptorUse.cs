namespace PortTop.Model;

/// <summary>
/// The file descriptors of a process against its limits (getrlimit(2), RLIMIT_NOFILE). At the soft one open(), socket() and accept() fail
/// with EMFILE.
/// </summary>
/// <param name="Used">How many are open.</param>
/// <param name="Soft">The limit that counts.</param>
/// <param name="Hard">Up to where the process may raise it itself.</param>
public readonly record struct DescriptorUse(int Used, long Soft, long Hard)
{
    /// <summary>From this share of the soft limit on the descriptors are worth a warning where nothing else is wished.</summary>
    public const double WarningRatio = 0.9;

    /// <summary>From this share of the soft limit on the process is near it.</summary>
    public double NearFrom { get; init; } = WarningRatio;

    /// <summary>
    /// Used over the soft limit; 0 where there is no limit, and where it is 0: who forbids itself to open anything is not near a limit.
    /// </summary>
    public double Ratio => Soft <= 0 || Soft == long.MaxValue ? 0 : (double)Used / Soft;

    /// <summary>No descriptor is left: it fails now.</summary>
    public bool IsFull => Ratio >= 1;

    /// <summary>The process is near its limit.</summary>
    public bool IsNear => Ratio >= NearFrom;
}
