using System.Globalization;
using PortTop.Kernel.Interop;
using PortTop.Kernel.Namespaces;
using PortTop.Kernel.Netlink;
using PortTop.Kernel.Sysctl;
using PortTop.Model;

namespace PortTop.Kernel.Conntrack;

/// <summary>
/// The connection tracking of one network namespace: over ctnetlink, or by <c>/proc/net/nf_conntrack</c> where that is not there. Nothing
/// is asked before it is known that the kernel has it, because asking would load it.
/// </summary>
internal sealed class ConntrackSource : INatSource
{
    private const string Folder = "sys/net/netfilter";

    private readonly INamespaceEntrance _entrance;
    private readonly SysctlReader _sysctls;
    private readonly string _procRoot;
    private readonly ConntrackDump _dump;
    private readonly Lazy<ConntrackModules> _modules;

    /// <summary>Chooses the way and opens nothing yet.</summary>
    /// <param name="roots">Where the kernel's files are.</param>
    /// <param name="entrance">The way into the namespace.</param>
    /// <param name="modules">What the kernel has.</param>
    internal ConntrackSource(KernelRoots roots, INamespaceEntrance entrance, Lazy<ConntrackModules> modules)
    {
        _entrance = entrance;
        _procRoot = roots.Proc;
        _sysctls = new SysctlReader(entrance);
        _dump = new ConntrackDump(() => entrance.OpenNetlink(LibC.NETLINK_NETFILTER));
        _modules = modules;
    }

    /// <inheritdoc/>
    public (long Entries, long? Max)? ReadCount() => ReadNumber("nf_conntrack_count") is { } entries ? (entries, ReadNumber("nf_conntrack_max")) : null;

    /// <inheritdoc/>
    public void ReadFlows(ITrackedFlowSink sink)
    {
        var hasNetlink = _modules.Value.Netlink;
        try
        {
            if (hasNetlink == true)
            {
                _dump.Read(sink);
                return;
            }

            using var text = new StreamReader(_entrance.Open(Path.Combine(_entrance.Net, "nf_conntrack")));
            ProcConntrack.Read(text, sink);
        }
        catch (NetlinkException problem) when (problem.Error is Errno.EPERM or Errno.EACCES)
        {
            throw Refusal(problem);
        }
        catch (NetlinkException problem)
        {
            throw new SourceException(problem.Message, problem);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw Refusal(problem);
        }
        catch (IOException problem)
        {
            throw new SourceException(
                hasNetlink is null
                    ? "whether the kernel module nf_conntrack_netlink is loaded cannot be told, and porttop does not load it; /proc/net/nf_conntrack is not there either"
                    : "the kernel module nf_conntrack_netlink is not loaded, and porttop does not load it; \"modprobe nf_conntrack_netlink\" lets the table be read",
                problem);
        }
    }

    /// <inheritdoc/>
    public NatRuleReading ReadRules()
        => LibC.geteuid() != 0
            ? new NatRuleReading(null, "rules of the firewall are listed for root alone: \"sudo porttop\"")
            : new RuleReader(_entrance, FirewallProgram.Through(_entrance), FirewallProgram.Find, _modules.Value.Tables).Read();

    /// <inheritdoc/>
    public IReadOnlyList<NatInterface> ReadInterfaces() =>
    [
        .. AddressDump.Read(() => _entrance.OpenNetlink(LibC.NETLINK_ROUTE))
            .Select(static found => new NatInterface(found.Name, found.Address, AddressRange.OfPrefix(found.Address, found.PrefixLength))),
    ];

    private static SourceException Refusal(Exception problem)
        => new("the connection tracking table is shown to root alone: \"sudo porttop\", or CAP_NET_ADMIN", problem);

    private long? ReadNumber(string name)
    {
        try
        {
            return long.TryParse(_sysctls.Read(Path.Combine(_procRoot, Folder, name)).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
