using PortTop.Model;

namespace PortTop.LiveTests.Simulation;

/// <summary>Steps at random, the same in both worlds: every way in which a TCP socket comes to a port and leaves it.</summary>
internal sealed class AgreementScript : IDisposable
{
    private const int MaxReserved = 5;

    private readonly Random _random;
    private readonly int _low;
    private readonly TwoWorlds _worlds;
    private readonly Endings _endings;
    private readonly List<string> _story = [];

    internal AgreementScript(int seed)
    {
        _random = new Random(seed);
        _low = _random.Next(30_000, 60_000);
        _worlds = new TwoWorlds(AnySettings());
        _endings = new Endings(_worlds);
        Ports = new FreePorts(_worlds);
    }

    internal FreePorts Ports { get; }

    /// <summary>How often each thing was done.</summary>
    internal Dictionary<string, int> Done { get; } = [];

    internal string Story => string.Join("; ", _story);

    public void Dispose() => _worlds.Dispose();

    /// <summary>Takes so many steps, and compares after each.</summary>
    internal int Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Act();
            Ports.Compare(_story[^1]);
        }

        Exhaust();
        Ports.Compare(_story[^1]);
        return steps;
    }

    private void Act()
    {
        switch (_random.Next(20))
        {
            case < 5:
                Connect();
                break;
            case 5 or 6:
                Bind(0);
                break;
            case 7 or 8:
                Bind(AnyPort());
                break;
            case 9 or 10 when Any(TwinPhase.Bound) is { } bound:
                ConnectBound(bound);
                break;
            case 11 when Any(TwinPhase.Bound) is { } bound:
                Tell("listen", bound);
                TwoWorlds.Listen(bound);
                break;
            case 12 or 13 when Any(TwinPhase.Listening) is { } listener:
                Tell("accept", listener);
                var address = listener.Simulated.Source;
                _worlds.Accept(listener, address.IsWildcard ? AnyAddress() : address);
                break;
            case 14 when _random.Next(3) == 0:
                _worlds.Set(AnySettings());
                Tell($"settings {_worlds.Kernel.Settings.Range}, reserved {_worlds.Kernel.Settings.ReservedText}");
                break;
            case > 14 when _worlds.Twins.Any():
                End(_random.GetItems(_worlds.Twins.ToArray(), 1)[0]);
                break;
            default:
                Connect();
                break;
        }
    }

    private void End(Twin twin)
    {
        var (what, end) = twin.Phase switch
        {
            TwinPhase.HalfClosed => ("finish", _endings.Finish),
            TwinPhase.Connected => _random.Next(8) switch
            {
                < 3 => ("close first", _endings.CloseFirst),
                3 => ("close and leave the peer", _endings.HalfClose),
                4 => ("abort", _endings.Abort),
                5 => ("reset by the peer", _endings.Reset),
                _ => ("closed by the peer", (Action<Twin>)_endings.PeerCloses),
            },
            TwinPhase.Listening when _random.Next(2) == 0 => ("stay", static _ => { }),
            _ => ("close last", _endings.CloseLast),
        };
        Tell(what, twin);
        end(twin);
    }

    private void Connect()
    {
        var target = _random.GetItems(_worlds.Targets.ToArray(), 1)[0];
        var isNoPort = _random.Next(2) == 0;
        target = isNoPort ? target : TwoWorlds.Routed(target);
        TellOutcome($"connect{(isNoPort ? " NO_PORT" : string.Empty)} {target}", _worlds.Connect(target, isNoPort));
    }

    private void Bind(ushort port)
    {
        var address = _random.Next(3) == 0 ? IpAddress.AnyIPv4 : AnyAddress();
        TellOutcome(port == 0 ? $"bind to {address}" : $"bind to a port of {address}", _worlds.Bind(address, port));
    }

    private void ConnectBound(Twin twin)
    {
        var target = _random.GetItems(_worlds.Targets.ToArray(), 1)[0];
        target = twin.Simulated.Source.IsWildcard ? TwoWorlds.Routed(target) : target with { Source = twin.Simulated.Source };
        Tell($"connect of the bound to {target}", twin);
        _worlds.Connect(twin, target);
    }

    /// <summary>connect() or bind() until there is nothing left.</summary>
    private void Exhaust()
    {
        var target = _random.GetItems(_worlds.Targets.ToArray(), 1)[0];
        var address = AnyAddress();
        var isBind = _random.Next(2) == 0;
        Twin? twin;
        do
        {
            twin = isBind ? _worlds.Bind(address, 0) : _worlds.Connect(target, isNoPort: true);
            TellOutcome(isBind ? $"bind to {address}" : $"connect NO_PORT {target}", twin);
        }
        while (twin is not null);
    }

    /// <summary>
    /// An even number of ports. Of an odd number the kernel's searches leave one out, another one each time: which it is depends on where
    /// the search began, and that is secret.
    /// </summary>
    private PortSettings AnySettings()
    {
        var low = _low + _random.Next(30);
        var range = new PortRange((ushort)low, (ushort)(low + (2 * _random.Next(6, 21)) - 1));
        var reserved = new PortSet();
        for (var i = _random.Next(MaxReserved + 1); i > 0; i--)
        {
            reserved.Add((ushort)_random.Next(range.Low, range.High + 1));
        }

        // Without reuse a question leaves no trace: a port in TIME-WAIT that is given to the probe has no TIME-WAIT any more.
        return new PortSettings(range, reserved, new TimeWaitReuse(0, true, TimeWaitReuse.DefaultDelayMilliseconds));
    }

    private Twin? Any(TwinPhase phase)
    {
        var all = _worlds.Twins.Where(twin => twin.Phase == phase).ToArray();
        return all.Length == 0 ? null : _random.GetItems(all, 1)[0];
    }

    private IpAddress AnyAddress() => _random.Next(2) == 0 ? TwoWorlds.Loopback : TwoWorlds.Other;

    private ushort AnyPort() => (ushort)_random.Next(_worlds.Kernel.Settings.Range.Low, _worlds.Kernel.Settings.Range.High + 1);

    private void TellOutcome(string what, Twin? twin)
    {
        Count(what.Split(' ')[0] + (twin is null ? " refused" : " given"));
        _story.Add($"{what} = {twin?.Simulated.Port}");
    }

    private void Tell(string what, Twin twin)
    {
        Count(what.Split(" to ")[0]);
        _story.Add($"{what}: {twin.Simulated.Source}:{twin.Simulated.Port}");
    }

    private void Tell(string what)
    {
        Count(what.Split(' ')[0]);
        _story.Add(what);
    }

    private void Count(string what) => Done[what] = Done.GetValueOrDefault(what) + 1;
}
