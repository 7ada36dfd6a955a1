using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>Sockets that are all there before porttop looks for the first time: it knows nothing of how they came.</summary>
internal sealed class FinishedPopulation : PopulationSockets
{
    /// <summary>So many namespaces take the populations in turn.</summary>
    internal const int Namespaces = 2;

    private const int ServerPorts = 4;

    /// <summary>Longer than any population lives: its TIME-WAIT is never given out again.</summary>
    private const int NeverMilliseconds = 50_000;

    private const int TimeWaitSeconds = 60;
    private const int FirstPort = 24_000;
    private const int FirstServer = 2_000;

    /// <summary>No two populations of a namespace share a port: what one leaves in TIME-WAIT is outside of every other's range.</summary>
    private const int RangeDistance = 160;

    private const int Slots = 250;
    private const int MaxRange = 64;

    internal FinishedPopulation(int seed)
        : this(seed, new Random(seed))
    {
    }

    private FinishedPopulation(int seed, Random random)
        : base(random, Draw(seed, random))
    {
        Shape = (PopulationShape)(seed % Enum.GetValues<PopulationShape>().Length);
    }

    internal PopulationShape Shape { get; }

    /// <summary>True where connect() may take a port over from TIME-WAIT.</summary>
    internal bool IsReusing => Rules.Reuse != 0 && Rules.ReuseDelay < NeverMilliseconds;

    /// <summary>The pools of its clients, by the kernel's own table.</summary>
    internal (string Source, string Destination, int Port)[] Pools => [.. Clients
        .Select(static socket => (socket.Local.Address.ToString(), socket.Remote.Address.ToString(), socket.Remote.Port))
        .Distinct().Order()];

    private int SilentPort => Rules.FirstServerPort + Rules.ServerPorts - 1;

    private IEnumerable<KernelSocket> Clients => KernelSockets.Read()
        .Where(socket => Rules.IsServer(socket.Remote.Port) && socket.Local.Port >= Low && socket.Local.Port <= High);

    /// <summary>Makes all of it.</summary>
    internal void Make()
    {
        Begin();
        switch (Shape)
        {
            case PopulationShape.BoundFirst:
                Bound(Any(IPv4Sources), Amount(), isIPv6: false);
                Acts(4);
                break;
            case PopulationShape.Connected:
                Connected(Random.Next(1, 5), isIPv6: false);
                Acts(4);
                break;
            case PopulationShape.BoundThenClosed:
                Bound(Any(IPv4Sources), Amount(), isIPv6: false);
                CloseClientsFirst(Random.Next(20, 101), isServerToo: Random.Next(4) != 0);
                Connected(Random.Next(2), isIPv6: false);
                break;
            case PopulationShape.ConnectedThenClosed:
                Connected(Random.Next(1, 5), isIPv6: false);
                CloseClientsFirst(Random.Next(20, 101), isServerToo: Random.Next(4) != 0);
                Bound(Any(IPv4Sources), Random.Next(4), isIPv6: false);
                break;
            case PopulationShape.Chosen:
                Chosen(Amount());
                CloseClientsFirst(Random.Next(2) * Random.Next(60), isServerToo: true);
                Connected(Random.Next(3), isIPv6: false);
                break;
            case PopulationShape.Addresses:
                Bound(IPv4Sources[0], Amount() / 2, isIPv6: false);
                Bound(IPv4Sources[1], Amount(), isIPv6: false);
                Connected(Random.Next(3), isIPv6: false);
                Acts(4);
                break;
            case PopulationShape.IPv6:
                Bound(Random.Next(2) == 0 ? IPv6 : "::1", Amount() * Random.Next(2), isIPv6: true);
                Connected(Random.Next(1, 4), isIPv6: true);
                Connected(Random.Next(2), isIPv6: false);
                CloseClientsFirst(Random.Next(2) * Random.Next(60), isServerToo: true);
                break;
            case PopulationShape.Healthy:
                Few();
                break;
            case PopulationShape.Unanswered:
                Connected(Random.Next(2), isIPv6: false);
                Unanswered();
                break;
            default:
                Acts(Random.Next(10, 60));
                break;
        }

        KernelSockets.Settle();
    }

    /// <summary>Waits until what may be given out again is old enough for it.</summary>
    internal void Age()
    {
        if (IsReusing)
        {
            var left = TimeSpan.FromSeconds(TimeWaitSeconds) - (TimeSpan.FromMilliseconds(Rules.ReuseDelay) * 1.1);
            Deadline.Until(
                () => !Clients.Any(socket => socket.State == KernelSockets.TimeWait && socket.Timer > left),
                "TIME-WAIT past its delay");
        }
    }

    private static PopulationRules Draw(int seed, Random random)
    {
        var slot = seed / Namespaces % Slots;
        var low = FirstPort + (slot * RangeDistance) + random.Next(RangeDistance - MaxRange);
        var high = low + random.Next(2, MaxRange + 1) - 1;
        var reserved = random.Next(4) == 0 && high - low > 3 ? random.Next(1, 4) : 0;
        return new PopulationRules
        {
            Low = low,
            High = high,
            Reserved = string.Join(',', Enumerable.Range(0, reserved).Select(_ => random.Next(low, high + 1))),
            Reuse = random.Next(3),

            // Old enough at once or never, and now and then as it is by default.
            ReuseDelay = random.Next(8) switch
            {
                < 4 => 1,
                4 => 1_000,
                _ => NeverMilliseconds,
            },
            FirstServerPort = FirstServer + (slot * ServerPorts),
            ServerPorts = ServerPorts,
        };
    }

    /// <summary>How many sockets: up to the refusal, up to the last ports, or any number.</summary>
    private int Amount() => Random.Next(4) switch
    {
        0 => int.MaxValue,
        1 => Rules.Size - Random.Next(1, 3),
        _ => Random.Next(Rules.Size + 1),
    };

    private (string Address, int Port)[] Targets(int count, bool isIPv6)
    {
        string[] addresses = isIPv6 ? [IPv6, "::1"] : IPv4Destinations;
        var ports = Enumerable.Range(Rules.FirstServerPort, Rules.ServerPorts - 1);
        var all = addresses.SelectMany(address => ports.Select(port => (address, port))).ToArray();
        Random.Shuffle(all);
        return all[..Math.Min(count, all.Length)];
    }

    private void Bound(string source, int amount, bool isIPv6)
    {
        var targets = Targets(Random.Next(1, 9), isIPv6);
        for (var i = 0; i < amount; i++)
        {
            var (address, port) = targets[i % targets.Length];
            if (!TryConnect(client => client.Bind(source, 0), "bind(S,0)", isIPv6, address, port))
            {
                return;
            }
        }
    }

    private void Connected(int count, bool isIPv6)
    {
        var source = isIPv6 ? IPv6 : Any(IPv4Sources);
        foreach (var (address, port) in Targets(count, isIPv6))
        {
            var isMapped = !isIPv6 && Random.Next(6) == 0;
            var hasSource = !isMapped && Random.Next(2) == 0;
            Fill(
                Amount(),
                client =>
                {
                    client.BindAddressNoPort();
                    return hasSource ? client.Bind(source, 0) : 0;
                },
                isMapped ? "mapped" : "connect()",
                isIPv6 || isMapped,
                address,
                port);
        }
    }

    private void Fill(int amount, Func<RawSocket, int> prepare, string word, bool isIPv6, string address, int port)
    {
        for (var i = 0; i < amount && TryConnect(prepare, word, isIPv6, address, port); i++)
        {
            // Until it is refused.
        }
    }

    private void Chosen(int amount)
    {
        var ports = Enumerable.Range(Low, Rules.Size).ToArray();
        Random.Shuffle(ports);
        var (source, targets, isShared) = (Any(IPv4Sources), Targets(Random.Next(1, 5), isIPv6: false), Random.Next(4) != 0);
        foreach (var chosen in ports.Take(Math.Min(amount, ports.Length)))
        {
            foreach (var (address, port) in isShared ? targets : targets[..1])
            {
                _ = TryConnect(
                    client =>
                    {
                        if (isShared)
                        {
                            client.ReuseAddress();
                        }

                        return client.Bind(source, chosen);
                    },
                    "bind(S,p)",
                    isIPv6: false,
                    address,
                    port);
            }
        }
    }

    private void Few()
    {
        foreach (var (address, port) in Targets(Random.Next(1, 7), isIPv6: false))
        {
            Fill(Random.Next((Rules.Size / 4) + 1), static _ => 0, "connect()", isIPv6: false, address, port);
        }

        CloseClientsFirst(Random.Next(2) * Random.Next(60), isServerToo: true);
        Bound(Any(IPv4Sources), Random.Next((Rules.Size / 8) + 1), isIPv6: false);
        if (Random.Next(2) == 0)
        {
            BindOnly();
        }
    }

    /// <summary>A server whose queue is full, and so does not answer: one connection takes the one place.</summary>
    private void Unanswered()
    {
        var server = RawSocket.Tcp();
        Keep(server);
        server.Bind("127.0.0.9", SilentPort).ShouldBe(0);
        server.Listen(backlog: 0).ShouldBe(0);
        var first = RawSocket.Tcp();
        Keep(first);
        first.Bind("127.0.0.8", SilentPort).ShouldBe(0);
        first.Connect("127.0.0.9", SilentPort).ShouldBe(0);
        var (isBound, amount) = (Random.Next(2) == 0, Amount());
        for (var i = 0; i < amount; i++)
        {
            var client = RawSocket.Impatient();
            Keep(client);
            if ((isBound ? client.Bind("127.0.0.1", 0) : 0) != 0 || client.Connect("127.0.0.9", SilentPort) != RawSocket.EINPROGRESS)
            {
                client.Dispose();
                return;
            }

            Tell($"{(isBound ? "bind(S,0)" : "connect()")} {client.Local} waits");
        }
    }

    private void Acts(int most)
    {
        for (var i = Random.Next(most + 1); i > 0; i--)
        {
            Act();
        }
    }
}
