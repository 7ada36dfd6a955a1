namespace PortTop.Model;

/// <summary>An address of an interface with its network.</summary>
/// <param name="Name">The kernel's name of the interface, cleaned.</param>
/// <param name="Address">The address.</param>
/// <param name="Network">All addresses of its prefix.</param>
public sealed record NatInterface(string Name, IpAddress Address, AddressRange Network)
{
    /// <summary>What begins so is a bridge or a device of containers: of Docker, of Podman, of Kubernetes' network plug-ins.</summary>
    private static readonly string[] ContainerPrefixes = ["docker", "br-", "podman", "cni", "cbr", "flannel", "cali", "cilium", "lxc", "weave", "kube"];

    /// <summary>By its name it is a bridge of containers.</summary>
    public bool IsOfContainers => Array.Exists(ContainerPrefixes, prefix => Name.StartsWith(prefix, StringComparison.Ordinal));
}
