using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>UDP sockets of every kind, made at random.</summary>
internal static class UdpPopulation
{
    /// <summary>Makes them.</summary>
    internal static void Make(Population population, Random random, int actions)
    {
        for (var i = 0; i < actions; i++)
        {
            var isIPv6 = random.Next(6) == 0;
            var socket = RawSocket.Udp(isIPv6);
            population.Keep(socket);
            if (isIPv6 && random.Next(4) == 0)
            {
                socket.OnlyIPv6();
            }

            _ = random.Next(5) switch
            {
                0 => socket.Bind(isIPv6 ? "::" : "0.0.0.0", 0),
                1 => socket.Bind(isIPv6 ? Population.IPv6 : Any(random, Population.IPv4Sources), 0),
                2 => socket.Bind(isIPv6 ? Population.IPv6 : Any(random, Population.IPv4Sources), random.Next(population.Low, population.High + 1)),
                _ => socket.Connect(isIPv6 ? Population.IPv6 : Any(random, Population.IPv4Destinations), 53),
            };
        }
    }

    private static string Any(Random random, string[] addresses) => addresses[random.Next(addresses.Length)];
}
