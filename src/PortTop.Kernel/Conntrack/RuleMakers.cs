using PortTop.Model;

namespace PortTop.Kernel.Conntrack;

/// <summary>Recognizes who made a rule by the names that it uses.</summary>
internal static class RuleMakers
{
    /// <summary>Names of tables and chains begin so.</summary>
    private static readonly (string Prefix, NatRuleMaker Maker)[] Chains =
    [
        ("KUBE", NatRuleMaker.Kubernetes), ("kube", NatRuleMaker.Kubernetes), ("CNI-", NatRuleMaker.Kubernetes), ("cni", NatRuleMaker.Kubernetes),
        ("FLANNEL", NatRuleMaker.Kubernetes), ("cali", NatRuleMaker.Kubernetes), ("CILIUM", NatRuleMaker.Kubernetes), ("IP-MASQ", NatRuleMaker.Kubernetes),
        ("WEAVE", NatRuleMaker.Kubernetes), ("NETAVARK", NatRuleMaker.Podman), ("netavark", NatRuleMaker.Podman), ("LIBVIRT", NatRuleMaker.Libvirt),
        ("libvirt", NatRuleMaker.Libvirt), ("DOCKER", NatRuleMaker.Docker), ("docker", NatRuleMaker.Docker),
    ];

    /// <summary>Names of interfaces begin so.</summary>
    private static readonly (string Prefix, NatRuleMaker Maker)[] Interfaces =
    [
        ("docker", NatRuleMaker.Docker), ("br-", NatRuleMaker.Docker), ("podman", NatRuleMaker.Podman), ("virbr", NatRuleMaker.Libvirt), ("cni", NatRuleMaker.Kubernetes),
        ("flannel", NatRuleMaker.Kubernetes), ("cali", NatRuleMaker.Kubernetes), ("cbr", NatRuleMaker.Kubernetes),
    ];

    /// <summary>Who made the rule.</summary>
    /// <param name="table">The table, empty where the chain says enough.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="interfaces">The interfaces that the rule names.</param>
    internal static NatRuleMaker Of(string table, string chain, IReadOnlyList<string> interfaces)
    {
        var maker = Find(Chains, chain);
        maker = maker == NatRuleMaker.Other ? Find(Chains, table) : maker;
        for (var i = 0; i < interfaces.Count && maker == NatRuleMaker.Other; i++)
        {
            maker = Find(Interfaces, interfaces[i]);
        }

        return maker;
    }

    private static NatRuleMaker Find((string Prefix, NatRuleMaker Maker)[] known, string name)
    {
        foreach (var (prefix, maker) in known)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return maker;
            }
        }

        return NatRuleMaker.Other;
    }
}
