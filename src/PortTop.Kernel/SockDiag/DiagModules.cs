namespace PortTop.Kernel.SockDiag;

/// <summary>
/// Which modules of sock_diag the kernel has without being made to load them. A request for a missing one makes the kernel load it
/// (<c>request_module</c> in <c>net/core/sock_diag.c</c>), and looking must not change the machine.
/// </summary>
/// <param name="Tcp">
/// <c>tcp_diag</c>: true when it is loaded or built in, false when it would have to be loaded, null when nothing tells.
/// </param>
/// <param name="Udp"><c>udp_diag</c>, likewise.</param>
public readonly record struct DiagModules(bool? Tcp, bool? Udp)
{
    /// <summary>Looks.</summary>
    /// <param name="procRoot">Usually /proc.</param>
    /// <param name="modulesRoot">Usually /lib/modules.</param>
    public static DiagModules Find(string procRoot, string modulesRoot)
    {
        var found = ModulePresence.Find(procRoot, modulesRoot, ("tcp_diag", "tcp_diag_dump"), ("udp_diag", "udp_diag_dump"));
        return new DiagModules(found[0], found[1]);
    }
}
