using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>The ports of one pass, over all pools: used by any, held by bind() as the kernel answered, in doubt, suspected.</summary>
internal sealed class PortPass
{
    private readonly PortSet _used = new();
    private readonly PortSet _doubtful = new();
    private readonly PortSet _suspect = new();
    private readonly PortSet _held = new();

    /// <summary>Those in doubt of which evidence clears none.</summary>
    private readonly PortSet _uncleared = new();
    private readonly PortSet _occupied = new();
    private PortSpace? _ports;

    /// <summary>How many usable ports at least one pool uses, and that the others can have.</summary>
    internal int Used { get; private set; }

    /// <summary>
    /// How many usable ports have a socket of which nobody can say whether bind() took its port: the kernel does not tell, and was not
    /// asked.
    /// </summary>
    internal int Doubtful { get; private set; }

    /// <summary>How many usable ports bind() holds, as the kernel answered.</summary>
    internal int Held { get; private set; }

    /// <summary>How many of those lie at an even offset.</summary>
    internal int HeldEven { get; private set; }

    /// <summary>How many ports the kernel answered for.</summary>
    internal int Known { get; private set; }

    /// <summary>How many usable ports a suspect holds.</summary>
    internal int Suspect { get; private set; }

    /// <summary>How many of those lie at an even offset.</summary>
    internal int SuspectEven { get; private set; }

    /// <summary>How many of those lie at an odd offset.</summary>
    internal int SuspectOdd => Suspect - SuspectEven;

    /// <summary>All ports in doubt were known to be held until a moment ago.</summary>
    internal bool IsOnlySettling { get; private set; }

    /// <summary>How many of the doubtful ports may by all signs be held.</summary>
    internal int Uncleared { get; private set; }

    /// <summary>The ports that at least one pool uses.</summary>
    internal PortSet AllUsed => _used;

    /// <summary>The ports in doubt.</summary>
    internal PortSet AllDoubtful => _doubtful;

    /// <summary>The ports that suspects hold.</summary>
    internal PortSet AllSuspect => _suspect;

    /// <summary>The ports that bind() holds, as the kernel answered.</summary>
    internal PortSet AllHeld => _held;

    /// <summary>Begins a pass.</summary>
    internal void Begin(PortSpace ports)
    {
        _ports = ports;
        _used.Clear();
        _doubtful.Clear();
        _suspect.Clear();
        _held.Clear();
        _uncleared.Clear();
        _occupied.Clear();
        IsOnlySettling = false;
        (Used, Doubtful, Held, HeldEven, Known, Suspect, SuspectEven, Uncleared) = (0, 0, 0, 0, 0, 0, 0, 0);
    }

    /// <summary>A socket is on the port, whatever it is.</summary>
    internal void Occupy(ushort port) => _occupied.Add(port);

    /// <summary>A port without any socket, one of many, by chance; 0 where there are not many.</summary>
    internal ushort FindSpare()
    {
        const int Many = 16;
        if (_ports!.Usable - _occupied.Count < Many)
        {
            return 0;
        }

        var range = _ports.Range;
        var first = Random.Shared.Next(range.Size);
        for (var i = 0; i < range.Size; i++)
        {
            var port = (ushort)(range.Low + ((first + i) % range.Size));
            if (_ports.IsUsable(port) && !_occupied.Contains(port))
            {
                return port;
            }
        }

        return 0;
    }

    /// <summary>A pool uses the port.</summary>
    internal void Use(ushort port) => Used += _used.TryAdd(port) ? 1 : 0;

    /// <summary>A socket on the port may have taken it with bind().</summary>
    internal void Doubt(ushort port) => Doubtful += _doubtful.TryAdd(port) ? 1 : 0;

    /// <summary>A socket on the port has by all signs taken it with bind().</summary>
    internal void Suspicion(ushort port)
    {
        if (_suspect.TryAdd(port))
        {
            Suspect++;
            SuspectEven += _ports!.IsEven(port) ? 1 : 0;
        }
    }

    /// <summary>Takes the kernel's answers: for these ports there is neither doubt nor suspicion any more.</summary>
    internal void Resolve(PortSet held, PortSet notHeld)
    {
        if (Doubtful == 0)
        {
            return;
        }

        _held.Add(_doubtful);
        _held.Keep(held);
        _doubtful.Remove(held);
        _doubtful.Remove(notHeld);
        var left = _doubtful.Count;
        Known = Doubtful - left;
        Doubtful = left;
        if (Known == 0)
        {
            return;
        }

        Held = _held.Count;
        Used -= _used.CountOf(_held);
        HeldEven = _held.CountEven(_ports!.Range);
        if (Suspect > 0)
        {
            _suspect.Remove(held);
            _suspect.Remove(notHeld);
            Suspect = _suspect.Count;
            SuspectEven = _suspect.CountEven(_ports.Range);
        }
    }

    /// <summary>
    /// Takes the ports that were held until a socket left them a moment ago: the others on them may hold them still, and the next poll
    /// tells.
    /// </summary>
    internal void Settle(PortSet settling)
    {
        var count = _doubtful.CountOf(settling);
        IsOnlySettling = count > 0 && count == Doubtful;
        if (count > 0)
        {
            settling.ForEach(port =>
            {
                if (IsDoubtful(port))
                {
                    Suspicion(port);
                }
            });
        }
    }

    /// <summary>Takes the ports that evidence clears: connect() chose them.</summary>
    internal void Clear(PortSet cleared)
    {
        _uncleared.Add(_doubtful);
        _uncleared.Remove(cleared);
        Uncleared = _uncleared.Count;
    }

    internal bool IsDoubtful(ushort port) => _doubtful.Contains(port);

    internal bool IsUncleared(ushort port) => _uncleared.Contains(port);

    internal bool IsSuspect(ushort port) => _suspect.Contains(port);

    internal bool IsHeld(ushort port) => _held.Contains(port);
}
