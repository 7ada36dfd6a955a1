namespace PortTop.Kernel.Conntrack;

/// <summary>
/// Which modules that tell of source NAT the kernel has without being made to load them. Looked for once: the kernel's list of symbols is
/// long.
/// </summary>
/// <param name="Netlink">
/// <c>nf_conntrack_netlink</c>: true when it is loaded or built in, false when it would have to be loaded, null when nothing tells.
/// </param>
/// <param name="Tables"><c>nf_tables</c>, likewise.</param>
internal sealed record ConntrackModules(bool? Netlink, bool? Tables)
{
    /// <summary>Looks.</summary>
    /// <param name="procRoot">Usually /proc.</param>
    /// <param name="modulesRoot">Usually /lib/modules.</param>
    internal static ConntrackModules Find(string procRoot, string modulesRoot)
    {
        var found = ModulePresence.Find(procRoot, modulesRoot, ("nf_conntrack_netlink", "ctnetlink_dump_table"), ("nf_tables", "nf_tables_newrule"));
        return new ConntrackModules(found[0], found[1]);
    }
}
