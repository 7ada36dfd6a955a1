using System.Diagnostics;
using PortTop.Kernel.Conntrack;
using PortTop.Kernel.Dmi;
using PortTop.Kernel.Interop;
using PortTop.Kernel.Namespaces;
using PortTop.Kernel.Netlink;
using PortTop.Kernel.Probe;
using PortTop.Kernel.Processes;
using PortTop.Kernel.SockDiag;
using PortTop.Kernel.Tracepoints;
using PortTop.Model;

namespace PortTop.Kernel;

/// <summary>What is there once for all network namespaces: processes, the watch of failures, what the kernel can do.</summary>
internal sealed class MachineShare : IDisposable
{
    private readonly Lazy<bool> _hasBoundInactive;
    private readonly Lazy<CloudPlatform?> _cloud;
    private readonly AuditState _audit;
    private long? _auditRead;
    private bool _isAudited;

    /// <summary>An audit daemon that starts later is noticed after so long.</summary>
    private static readonly TimeSpan AuditPatience = TimeSpan.FromMinutes(1);

    /// <summary>Looks what there is and begins to watch.</summary>
    /// <param name="roots">Where the kernel's files are.</param>
    /// <param name="watch">Whether failures are watched.</param>
    /// <param name="isRecorded">Sockets come from a recording, of which no process and no failure is told.</param>
    /// <param name="asksKernel">The kernel may be asked for single ports.</param>
    /// <param name="isDialled">The channel of netlink is another's, whose modules nobody can look at.</param>
    internal MachineShare(KernelRoots roots, WatchChoice watch, bool isRecorded, bool isDialled, bool asksKernel = true)
    {
        Roots = roots;
        AsksKernel = asksKernel;
        _audit = new AuditState(roots.Run, roots.Proc, static () => new NetlinkSocket(LibC.NETLINK_AUDIT));
        _cloud = new Lazy<CloudPlatform?>(() => CloudRecognition.Find(roots.Dmi));
        Own = NetworkNamespace.Current(roots.Proc, roots.NamedNamespaces);
        Modules = isRecorded || isDialled ? new DiagModules(true, true) : DiagModules.Find(roots.Proc, roots.Modules);
        ConntrackModules = new Lazy<ConntrackModules>(() => Conntrack.ConntrackModules.Find(roots.Proc, roots.Modules));
        _hasBoundInactive = new Lazy<bool>(() => BoundInactiveSupport.IsPresent(roots.Types, roots.Proc));
        Processes = isRecorded ? null : new ProcessTable(roots);
        OwnersProblem = Processes switch
        {
            null => "a recording of sockets tells of no process",
            { IsContained: true } => "porttop runs in a container's pid namespace: of sockets of processes outside it only the user is told; on the host \"sudo porttop\" names them",
            { SeesAll: false } => "of other users' sockets only the user is told; \"sudo porttop\" names the processes, or CAP_SYS_PTRACE with CAP_DAC_READ_SEARCH",
            _ => null,
        };
        Census = Processes is null ? null : new ProcessCensus(Processes, TimeProvider.System);
        if (isRecorded)
        {
            FailuresProblem = "a recording tells of none";
        }
        else
        {
            Watch(watch);
        }
    }

    /// <summary>Where the kernel's files are.</summary>
    internal KernelRoots Roots { get; }

    /// <summary>The kernel may be asked for single ports.</summary>
    internal bool AsksKernel { get; }

    /// <summary>The namespace that this program runs in.</summary>
    internal NetworkNamespace Own { get; }

    /// <summary>Which modules of sock_diag there are.</summary>
    internal DiagModules Modules { get; }

    /// <summary>Which modules of connection tracking and of nftables there are.</summary>
    internal Lazy<ConntrackModules> ConntrackModules { get; }

    /// <summary>The processes; null where there are none to ask.</summary>
    internal ProcessTable? Processes { get; }

    /// <summary>Which process is where; null likewise.</summary>
    internal ProcessCensus? Census { get; }

    /// <summary>The watch; null where failures are not watched.</summary>
    internal FailureWatch? Failures { get; private set; }

    /// <summary>The cloud that the machine looks like; null for none.</summary>
    internal CloudPlatform? Cloud => _cloud.Value;

    /// <summary>Why the owners of sockets are not seen; null when they are.</summary>
    internal string? OwnersProblem { get; }

    /// <summary>Why failures are not watched; null when they are.</summary>
    internal string? FailuresProblem { get; private set; }

    /// <summary>The same, where root has to be told; null where nobody wished them watched.</summary>
    internal string? WhyUnwatched { get; private set; }

    /// <summary>Why failing system calls are not watched; null when they are.</summary>
    internal string? SyscallsProblem { get; private set; }

    /// <summary>Why only a sample of ports may be asked for; null for no reason.</summary>
    internal string? WhySample()
    {
        if (_auditRead is not { } read || Stopwatch.GetElapsedTime(read) > AuditPatience)
        {
            (_auditRead, _isAudited) = (Stopwatch.GetTimestamp(), _audit.IsActive());
        }

        return _isAudited ? "system calls are audited on this machine (auditd), so only a sample of the ports is asked for" : null;
    }

    /// <summary>Whether the kernel tells of sockets that are bound only.</summary>
    internal bool HasBoundInactive() => _hasBoundInactive.Value;

    /// <inheritdoc/>
    public void Dispose() => Failures?.Dispose();

    /// <summary>Begins to watch; where that is refused the rest goes on without, and what is not seen is said.</summary>
    private void Watch(WatchChoice choice)
    {
        if (choice == WatchChoice.None)
        {
            FailuresProblem = "the settings say so (\"failures\": \"none\")";
            return;
        }

        try
        {
            Failures = new FailureWatch(Roots, choice == WatchChoice.Syscalls);
            SyscallsProblem = choice == WatchChoice.Syscalls ? Failures.SyscallsProblem : "\"--watch-syscalls\" watches them, at a price for every system call of the machine";
        }
        catch (TraceException problem)
        {
            FailuresProblem = problem.Message;
            WhyUnwatched = LibC.geteuid() == 0 ? problem.Message : null;
        }
    }
}
