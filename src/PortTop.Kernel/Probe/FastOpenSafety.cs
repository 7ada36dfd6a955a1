using System.Globalization;
using PortTop.Kernel.Namespaces;
using PortTop.Kernel.Sysctl;

namespace PortTop.Kernel.Probe;

/// <summary>
/// Whether connect() with TCP_FASTOPEN_CONNECT and TCP_FASTOPEN_NO_COOKIE puts its SYN off for certain (<c>tcp_fastopen_defer_connect</c>
/// and
/// <c>tcp_fastopen_active_should_disable</c> in <c>net/ipv4/tcp_fastopen.c</c>).
/// </summary>
/// <param name="sysctls">The sysctls of the namespace.</param>
/// <param name="entrance">The way into it.</param>
internal sealed class FastOpenSafety(PortSysctls sysctls, INamespaceEntrance entrance)
{
    /// <summary>TFO_CLIENT_ENABLE of <c>net.ipv4.tcp_fastopen</c>.</summary>
    private const int ClientEnabled = 1;

    private const string Section = "TcpExt:";
    private const string BlackHoles = "TCPFastOpenBlackhole";

    /// <summary>Why connect() might send a packet here; null where it cannot.</summary>
    internal string? WhyUnsafe()
    {
        if (sysctls.ReadNumber("tcp_fastopen") is not { } fastOpen)
        {
            return "net.ipv4.tcp_fastopen cannot be read, and where it is off for clients (bit 0) connect() would send a SYN at once";
        }

        if ((fastOpen & ClientEnabled) == 0)
        {
            return "net.ipv4.tcp_fastopen is off for clients (bit 0), so connect() would send a SYN at once";
        }

        // After a black hole was met the kernel leaves Fast Open off for a while, and then sends the SYN at once.
        return sysctls.ReadNumber("tcp_fastopen_blackhole_timeout_sec") is 0 || CountBlackHoles() is 0
            ? null
            : "net.ipv4.tcp_fastopen_blackhole_timeout_sec is not 0 and a black hole was met (TCPFastOpenBlackhole), so connect() would send a SYN at once";
    }

    /// <summary>How many black holes were met; null where that is not told.</summary>
    private long? CountBlackHoles()
    {
        try
        {
            using var text = new StreamReader(entrance.Open(Path.Combine(entrance.Net, "netstat")));
            string[]? names = null;
            while (text.ReadLine() is { } line)
            {
                if (!line.StartsWith(Section, StringComparison.Ordinal))
                {
                    continue;
                }

                var words = line.Split(' ');
                if (names is null)
                {
                    names = words;
                    continue;
                }

                var place = Array.IndexOf(names, BlackHoles);
                return place > 0 && place < words.Length && long.TryParse(words[place], CultureInfo.InvariantCulture, out var count)
                    ? count : null;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Not told.
        }

        return null;
    }
}
