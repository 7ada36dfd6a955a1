namespace PortTop.Model;

/// <summary>
/// Which ports the kernel may hand out in a network namespace: the range and what is taken from it for every destination. In the words
/// of the kernel's search: R is the range without the reserved ports, H the ports of sockets that bound them.
/// </summary>
public sealed class PortSpace
{
    private readonly PortSet _ephemeral = new();
    private readonly PortSet _usable = new();
    private readonly PortSet _listening = new();

    /// <summary>Joins what was read from the kernel.</summary>
    /// <param name="settings">Range, reserved ports, reuse.</param>
    /// <param name="listeners">The listening sockets.</param>
    /// <param name="bound">The other sockets that hold ports against every target.</param>
    public PortSpace(PortSettings settings, IReadOnlyList<PortHolder> listeners, BoundPorts bound)
    {
        Settings = settings;
        Bound = bound;
        _ephemeral.Add(Range);
        _ephemeral.Remove(settings.Reserved);
        Reserved = Range.Size - _ephemeral.Count;
        EphemeralOdd = _ephemeral.Count - _ephemeral.CountEven(Range);
        _usable.Add(_ephemeral);
        AllListeners = listeners;
        Listeners = [.. listeners.Where(listener => _ephemeral.Contains(listener.Port))];
        Take(Listeners);
        Listening = Range.Size - Reserved - _usable.Count;
        for (var i = 0; i < Listeners.Count; i++)
        {
            _listening.Add(Listeners[i].Port);
        }

        Take(bound.Holders);
        Usable = _usable.Count;
        BoundFirst = Range.Size - Reserved - Listening - Usable;
        UsableEven = _usable.CountEven(Range);
        Unreserved = UnreservedListeners.Of(this);
    }

    /// <summary>What the sysctls say.</summary>
    public PortSettings Settings { get; }

    /// <summary>The ephemeral range.</summary>
    public PortRange Range => Settings.Range;

    /// <summary>When TIME-WAIT ports are given out again.</summary>
    public TimeWaitReuse Reuse => Settings.Reuse;

    /// <summary>The listening sockets on ports that could otherwise be handed out, one entry an address.</summary>
    public IReadOnlyList<PortHolder> Listeners { get; }

    /// <summary>Those of them that may find their port taken after a restart; null where there are none.</summary>
    public UnreservedListeners? Unreserved { get; }

    /// <summary>The listening sockets on all ports: a wider range has to go round them.</summary>
    public IReadOnlyList<PortHolder> AllListeners { get; }

    /// <summary>The other sockets that hold ports against every target, those outside the range too.</summary>
    public BoundPorts Bound { get; }

    /// <summary>How many ports of the range are reserved.</summary>
    public int Reserved { get; }

    /// <summary>How many ports of the range, not reserved, have a listener.</summary>
    public int Listening { get; }

    /// <summary>How many ports of the rest a socket bound before it connected, or without connecting.</summary>
    public int BoundFirst { get; }

    /// <summary>How many ports of the range, not reserved, are held against every target.</summary>
    public int Held => Listening + BoundFirst;

    /// <summary>How many ports each target can be given: range − reserved − listeners − bound first.</summary>
    public int Usable { get; }

    /// <summary>How many of <see cref="Usable"/> lie at an even offset from the start of the range: connect() looks there first.</summary>
    public int UsableEven { get; }

    /// <summary>
    /// How many ports of the range, not reserved, lie at an odd offset from its start: bind() to port 0 looks there first.
    /// </summary>
    public int EphemeralOdd { get; }

    /// <summary>
    /// The range has an odd number of ports, and the kernel's search covers an even number of them (<c>remaining &amp;= ~1U</c>): the
    /// last free port may be out of reach.
    /// </summary>
    public bool MayMissOne => Range.Size > 1 && Range.Size % 2 != 0;

    /// <summary>True when <paramref name="port"/> lies in the range and is not reserved.</summary>
    public bool IsEphemeral(ushort port) => _ephemeral.Contains(port);

    /// <summary>True when connect() may be given <paramref name="port"/>.</summary>
    public bool IsUsable(ushort port) => _usable.Contains(port);

    /// <summary>Takes every port out of <paramref name="ports"/> that connect() may not be given.</summary>
    public void KeepUsable(PortSet ports) => ports.Keep(_usable);

    /// <summary>True when something listens on <paramref name="port"/>, which lies in the range.</summary>
    public bool IsListening(ushort port) => _listening.Contains(port);

    /// <summary>True when <paramref name="port"/> lies at an even offset from the start of the range.</summary>
    public bool IsEven(ushort port) => ((port - Range.Low) & 1) == 0;

    private void Take(IReadOnlyList<PortHolder> holders)
    {
        for (var i = 0; i < holders.Count; i++)
        {
            _usable.Remove(holders[i].Port);
        }
    }
}
