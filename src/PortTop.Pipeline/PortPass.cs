using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>The ports of one pass, over all pools: used by any, in doubt, suspected.</summary>
internal sealed class PortPass
{
    private readonly PortSet _used = new();
    private readonly PortSet _doubtful = new();
    private readonly PortSet _suspect = new();
    private PortSpace? _ports;

    /// <summary>How many usable ports at least one pool uses.</summary>
    internal int Used { get; private set; }

    /// <summary>How many usable ports have a socket of which nobody can say whether bind() took its port.</summary>
    internal int Doubtful { get; private set; }

    /// <summary>How many usable ports a suspect holds.</summary>
    internal int Suspect { get; private set; }

    /// <summary>How many of those lie at an even offset.</summary>
    internal int SuspectEven { get; private set; }

    /// <summary>How many of those lie at an odd offset.</summary>
    internal int SuspectOdd => Suspect - SuspectEven;

    /// <summary>The ports that at least one pool uses.</summary>
    internal PortSet AllUsed => _used;

    /// <summary>The ports that suspects hold.</summary>
    internal PortSet AllSuspect => _suspect;

    /// <summary>Begins a pass.</summary>
    internal void Begin(PortSpace ports)
    {
        _ports = ports;
        _used.Clear();
        _doubtful.Clear();
        _suspect.Clear();
        Used = 0;
        Doubtful = 0;
        Suspect = 0;
        SuspectEven = 0;
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

    internal bool IsDoubtful(ushort port) => _doubtful.Contains(port);

    internal bool IsSuspect(ushort port) => _suspect.Contains(port);
}
