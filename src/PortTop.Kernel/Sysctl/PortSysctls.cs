using System.Globalization;
using PortTop.Kernel.Namespaces;
using PortTop.Model;

namespace PortTop.Kernel.Sysctl;

/// <summary>
/// The sysctls that say which ports are handed out (<c>Documentation/networking/ip-sysctl.rst</c>). They are those of one network
/// namespace, and serve IPv6 too.
/// </summary>
/// <param name="procRoot">Usually /proc.</param>
/// <param name="entrance">The way into the namespace.</param>
public sealed class PortSysctls(string procRoot, INamespaceEntrance entrance)
{
    private const string RangeName = "net.ipv4.ip_local_port_range";
    private const string ReservedName = "net.ipv4.ip_local_reserved_ports";

    private const string StepWidthName = "net.ipv4.ip_local_port_step_width";

    /// <summary>
    /// The sysctls that decide about source ports, each with the value that a new network namespace has; null where that depends on the
    /// machine.
    /// </summary>
    private static readonly (string Name, string? Default)[] Known =
    [
        (RangeName, "32768 60999"),
        (ReservedName, string.Empty),
        (StepWidthName, "0"),
        ("net.ipv4.tcp_tw_reuse", "2"),
        ("net.ipv4.tcp_tw_reuse_delay", "1000"),
        ("net.ipv4.tcp_timestamps", "1"),
        ("net.ipv4.tcp_fin_timeout", "60"),
        ("net.ipv4.tcp_max_tw_buckets", null),
        ("net.ipv4.tcp_syn_retries", "6"),
        ("net.ipv4.tcp_syn_linear_timeouts", "4"),
        ("net.ipv4.ip_autobind_reuse", "0"),
        ("net.ipv4.ip_unprivileged_port_start", "1024"),
        ("net.ipv4.tcp_child_ehash_entries", "0"),
        ("net.ipv4.udp_child_hash_entries", "0"),
        ("net.netfilter.nf_conntrack_max", null),
        ("net.netfilter.nf_conntrack_tcp_timeout_time_wait", "120"),
    ];

    private readonly SysctlReader _files = new(entrance);
    private readonly string _rangePath = Path.Combine(procRoot, "sys/net/ipv4/ip_local_port_range");
    private readonly string _reservedPath = Path.Combine(procRoot, "sys/net/ipv4/ip_local_reserved_ports");
    private bool _lacksStepWidth;

    /// <summary>Reads <c>ip_local_port_range</c>.</summary>
    /// <exception cref="SourceException">It cannot be read or makes no sense.</exception>
    public PortRange ReadRange()
        => PortRange.TryParse(Read(_rangePath), out var range)
            ? range
            : throw new SourceException($"{_rangePath} does not hold two ports");

    /// <summary>Reads <c>ip_local_reserved_ports</c>.</summary>
    /// <exception cref="SourceException">It cannot be read or makes no sense.</exception>
    public PortSet ReadReserved()
        => PortSet.TryParse(Read(_reservedPath).Trim(), out var reserved)
            ? reserved
            : throw new SourceException($"{_reservedPath} does not hold a list of ports");

    /// <summary>Reads what decides which ports are handed out.</summary>
    /// <exception cref="SourceException">The range or the reserved ports cannot be read or make no sense.</exception>
    public PortSettings ReadSettings() => new(ReadRange(), ReadReserved(), ReadReuse()) { HasStepWidth = ReadHasStepWidth() };

    /// <summary>
    /// Reads <c>tcp_tw_reuse</c>, <c>tcp_tw_reuse_delay</c> and <c>tcp_timestamps</c>. What is not there or makes no sense frees nothing.
    /// </summary>
    public TimeWaitReuse ReadReuse() => new(
        ReadNumber("tcp_tw_reuse") ?? 0,
        ReadNumber("tcp_timestamps") is > 0,
        ReadNumber("tcp_tw_reuse_delay") ?? TimeWaitReuse.DefaultDelayMilliseconds);

    /// <summary>
    /// Reads the running value of every sysctl that decides about source ports, and puts beside it what <paramref name="boot"/> sets.
    /// </summary>
    /// <param name="boot">The files that are read at boot; null where they do not apply: in a container.</param>
    public IReadOnlyList<Knob> ReadKnobs(SysctlFiles? boot)
    {
        var assignments = boot?.Read(Known.Select(static known => known.Name));
        return [.. Known.Select(known =>
        {
            var (value, place) = assignments?.GetValueOrDefault(known.Name) ?? default;
            return new Knob(known.Name, Normalize(known.Name, ReadText(known.Name)), Normalize(known.Name, value), place)
            {
                Default = known.Default,
                IsBootUnknown = boot is null,
            };
        })];
    }

    /// <summary>One blank between words, and lists of ports as the kernel writes them: merged and in order.</summary>
    private static string? Normalize(string name, string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (name == ReservedName)
        {
            return PortSet.TryParse(value.Trim(), out var ports) ? ports.ToText() : value.Trim();
        }

        return string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Most kernels have no such sysctl, and none gets one while it runs: it is looked for once, not at each poll.</summary>
    private bool ReadHasStepWidth()
    {
        var text = _lacksStepWidth ? null : ReadText(StepWidthName);
        _lacksStepWidth = text is null;
        return uint.TryParse(text?.Trim(), CultureInfo.InvariantCulture, out var width) && width != 0;
    }

    private string? ReadText(string name)
    {
        var path = Path.Combine(procRoot, "sys", name.Replace('.', '/'));
        try
        {
            return _files.Read(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads a number below <c>net.ipv4</c>, null where there is none.</summary>
    internal int? ReadNumber(string name)
        => int.TryParse(ReadText("net.ipv4." + name)?.Trim(), CultureInfo.InvariantCulture, out var number) ? number : null;

    private string Read(string path)
    {
        try
        {
            return _files.Read(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"{path} cannot be read: {problem.Message}", problem);
        }
    }
}
