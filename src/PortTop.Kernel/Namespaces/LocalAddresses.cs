using System.Net.NetworkInformation;
using PortTop.Model;

namespace PortTop.Kernel.Namespaces;

/// <summary>The addresses of the network namespace that this process is in.</summary>
internal static class LocalAddresses
{
    /// <summary>Every address of an interface that is up; none where they cannot be read.</summary>
    internal static IReadOnlyList<LocalAddress> Read()
    {
        try
        {
            return [.. NetworkInterface.GetAllNetworkInterfaces().Where(static face => face.OperationalStatus != OperationalStatus.Down).SelectMany(Addresses)];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }

    private static IEnumerable<LocalAddress> Addresses(NetworkInterface face)
    {
        var properties = face.GetIPProperties();
        var index = Index(properties);
        return properties.UnicastAddresses.Select(unicast => new LocalAddress(IpAddress.FromBytes(unicast.Address.GetAddressBytes()), index));
    }

    private static uint Index(IPInterfaceProperties properties)
    {
        try
        {
            return (uint)properties.GetIPv4Properties().Index;
        }
        catch (NetworkInformationException)
        {
            return 0;
        }
    }
}
