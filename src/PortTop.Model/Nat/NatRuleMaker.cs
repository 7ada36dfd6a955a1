namespace PortTop.Model;

/// <summary>Who made a rule of source NAT, by the names of its chains and interfaces.</summary>
public enum NatRuleMaker
{
    /// <summary>Nobody that is known by name.</summary>
    Other,

    /// <summary>Docker: for the networks of its bridges.</summary>
    Docker,

    /// <summary>Kubernetes: kube-proxy, a network plug-in or its port mapper.</summary>
    Kubernetes,

    /// <summary>Podman (netavark).</summary>
    Podman,

    /// <summary>libvirt: for the networks of virtual machines.</summary>
    Libvirt,
}
