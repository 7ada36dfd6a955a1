using System.Globalization;
using PortTop.Model;

namespace PortTop.Kernel.Sysctl;

/// <summary>The sysctls that say which ports are handed out (<c>Documentation/networking/ip-sysctl.rst</c>). They are those of the reading thread's network namespace, and serve IPv6 too.</summary>
/// <param name="procRoot">Usually /proc.</param>
public sealed class PortSysctls(string procRoot)
{
    private readonly string _rangePath = Path.Combine(procRoot, "sys/net/ipv4/ip_local_port_range");
    private readonly string _reservedPath = Path.Combine(procRoot, "sys/net/ipv4/ip_local_reserved_ports");

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

    /// <summary>Reads <c>tcp_tw_reuse</c>, <c>tcp_tw_reuse_delay</c> and <c>tcp_timestamps</c>. What is not there or makes no sense frees nothing.</summary>
    public TimeWaitReuse ReadReuse() => new(
        ReadNumber("tcp_tw_reuse") ?? 0,
        ReadNumber("tcp_timestamps") is > 0,
        ReadNumber("tcp_tw_reuse_delay") ?? TimeWaitReuse.DefaultDelayMilliseconds);

    private int? ReadNumber(string name)
    {
        var path = Path.Combine(procRoot, "sys/net/ipv4", name);
        try
        {
            return File.Exists(path) && int.TryParse(File.ReadAllText(path).Trim(), CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"{path} cannot be read: {problem.Message}", problem);
        }
    }
}
