using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Simulation;

/// <summary>The network in which the real kernel is held against the made-up one.</summary>
internal static class AgreementNetwork
{
    /// <summary>A new namespace, with the second address: what one script leaves in TIME-WAIT holds nothing of the next.</summary>
    internal static NetworkNamespace Make()
    {
        Assert.SkipUnless(Environment.OSVersion.Version >= new Version(6, 18), "the made-up kernel goes by the rules of Linux 6.18");
        var network = new NetworkNamespace();
        network.Execute("ip", "addr", "add", $"{TwoWorlds.Other}/32", "dev", "lo");
        return network;
    }
}
