namespace PortTop.Kernel;

/// <summary>Where the kernel's files are; tests and containers put others in their place.</summary>
public sealed record KernelRoots
{
    /// <summary>Where the process file system is mounted.</summary>
    public const string DefaultProc = "/proc";

    /// <summary>The process file system.</summary>
    public string Proc { get; init; } = DefaultProc;

    /// <summary>The kernel's modules, a folder for each release.</summary>
    public string Modules { get; init; } = "/lib/modules";

    /// <summary>The folders with names of network namespaces: those of <c>ip netns</c> and CNI, and Docker's.</summary>
    public IReadOnlyList<string> NamedNamespaces { get; init; } = ["/run/netns", "/run/docker/netns"];

    /// <summary>The kernel's description of its own types (BTF).</summary>
    public string Types { get; init; } = "/sys/kernel/btf/vmlinux";

    /// <summary>Where tracefs lies unless it is mounted elsewhere.</summary>
    public string Tracing { get; init; } = "/sys/kernel/tracing";

    /// <summary>The processors that run now.</summary>
    public string OnlineProcessors { get; init; } = "/sys/devices/system/cpu/online";

    /// <summary>The names of users (passwd(5)).</summary>
    public string Passwords { get; init; } = "/etc/passwd";

    /// <summary>The logs of pods, a folder for each, named NAMESPACE_POD_UID by the kubelet.</summary>
    public string PodLogs { get; init; } = "/var/log/pods";

    /// <summary>What the firmware says of the machine.</summary>
    public string Dmi { get; init; } = "/sys/class/dmi/id";

    /// <summary>The kernel's log.</summary>
    public string KernelLog { get; init; } = "/dev/kmsg";

    /// <summary>Where daemons write their process ids.</summary>
    public string Run { get; init; } = "/run";

    /// <summary>Where the folders of sysctl.d(5) begin.</summary>
    public string System { get; init; } = "/";
}
