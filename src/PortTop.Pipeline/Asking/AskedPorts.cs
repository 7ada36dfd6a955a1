using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// What the kernel answered about single ports of one namespace, and for how long that holds. An answer belongs to a port and a moment: one
/// that is not held may be held
/// as soon as another socket takes it, one that is held may be free as soon as a socket leaves it.
/// </summary>
internal sealed class AskedPorts
{
    /// <summary>So few ports are asked for without a second thought.</summary>
    private const int Few = 2000;

    /// <summary>So many ports of a pool tell how it comes to its ports.</summary>
    private const int SampleSize = 64;

    /// <summary>
    /// Answers are asked for anew in turn, so many in each poll, and a round begins after so many polls: a bind owner may come and go
    /// between two of them.
    /// </summary>
    private const int RoundPolls = 10;
    private const int AnewEachPoll = 32;

    /// <summary>Below this share of the ports it matters which of them are held.</summary>
    private const double NearShare = .05;

    private readonly PortSet _held = new();
    private readonly PortSet _notHeld = new();

    /// <summary>A socket left these held ports at this poll: the kernel needs about 40 ms to give such a port back.</summary>
    private readonly PortSet _settling = new();
    private readonly PortSet _open = new();

    /// <summary>The ports that were asked for in this round.</summary>
    private readonly PortSet _recent = new();
    private readonly List<ushort> _queue = [];
    private readonly IPortAsker _asker;
    private readonly AskingAllowance _allowance;
    private readonly Action<ushort> _enqueue;
    private bool[] _answers = new bool[256];
    private ushort[] _questions = [];
    private int _cursor;
    private ushort _spare;

    /// <summary>Nothing is known yet.</summary>
    /// <param name="asker">Asks.</param>
    /// <param name="allowance">What that may cost.</param>
    internal AskedPorts(IPortAsker asker, AskingAllowance allowance)
    {
        (_asker, _allowance) = (asker, allowance);
        _enqueue = _queue.Add;
    }

    /// <summary>The kernel answers.</summary>
    internal bool IsAnswered => _asker is not SilentAsker && _asker.Problem is null;

    /// <summary>What is known.</summary>
    internal PortAnswers Answers { get; private set; }

    /// <summary>Begins a poll.</summary>
    internal void Begin(PollMoment moment, PortSpace ports)
    {
        _settling.Clear();
        if (moment.Poll % RoundPolls == 0)
        {
            _recent.Clear();
        }

        if (!moment.IsComparable)
        {
            _held.Clear();
            _notHeld.Clear();
        }

        // A listener or a bound socket on a port decides it; once it is gone nothing is known.
        ports.KeepUsable(_held);
        ports.KeepUsable(_notHeld);
    }

    /// <summary>A socket was first seen on a port.</summary>
    internal void Appear(ushort port) => _notHeld.Remove(port);

    /// <summary>A socket is not on a port any more.</summary>
    internal void Leave(ushort port)
    {
        if (_held.Contains(port))
        {
            _held.Remove(port);
            _settling.Add(port);
        }
    }

    /// <summary>Asks what is worth knowing, and tells the pass what is known.</summary>
    /// <param name="pools">The pools of the pass.</param>
    /// <param name="sockets">The sockets.</param>
    /// <param name="marks">The ports of the pass.</param>
    /// <param name="pass">Its number.</param>
    /// <param name="ports">The ports there are.</param>
    /// <returns>True when another number of ports is held than at the poll before.</returns>
    internal bool Ask(PoolList pools, SocketTable sockets, PortPass marks, int pass, PortSpace ports)
    {
        if (_asker is SilentAsker)
        {
            Answers = new PortAnswers(0, 0, marks.Doubtful) { Reason = _asker.Problem };
            return false;
        }

        _open.Clear();
        _open.Add(marks.AllDoubtful);
        _open.Remove(_held);
        _open.Remove(_notHeld);
        _open.Remove(_settling);
        var open = _open.Count;
        _spare = marks.FindSpare();
        var reason = _asker.WhySample;
        var isWhole = open <= Few && reason is null;
        if (open > 0 && !isWhole)
        {
            Sample(pools, sockets, pass);
            if (AskQueue() && reason is null)
            {
                // Where it does not matter yet the rest is asked for little by little.
                isWhole = IsNear(pools, pass, ports) || _allowance.Cost < TimeSpan.FromMilliseconds(2);
            }
        }

        if (open > 0 && isWhole)
        {
            _queue.Clear();
            _open.ForEach(_enqueue);
            _ = AskQueue();
        }

        if (reason is null)
        {
            AskAnew(marks, ports.Range);
        }

        marks.Resolve(_held, _notHeld);
        marks.Settle(_settling);
        var before = Answers.Held;
        Answers = new PortAnswers(marks.Known, marks.Held, marks.Doubtful) { Reason = _asker.Problem ?? reason };
        return Answers.Held != before;
    }

    /// <summary>Queues some ports of each pool.</summary>
    private void Sample(PoolList pools, SocketTable sockets, int pass)
    {
        _queue.Clear();
        for (var i = 0; i < pools.End; i++)
        {
            pools.At(i).Sampled = 0;
        }

        foreach (ref readonly var socket in sockets.Entries)
        {
            if (socket.LastPass != pass || socket.Pool == TrackedSocket.NoPool || socket.Is(SocketMarks.OnHeldPort))
            {
                continue;
            }

            ref var pool = ref pools.At(socket.Pool);
            if (pool.Sampled >= SampleSize)
            {
                continue;
            }

            if (_open.Contains(socket.Port))
            {
                // Out of the set, so that it is queued once.
                _open.Remove(socket.Port);
                _queue.Add(socket.Port);
                pool.Sampled++;
            }
            else if (_held.Contains(socket.Port) || _notHeld.Contains(socket.Port))
            {
                pool.Sampled++;
            }
        }
    }

    /// <summary>True where some pool may have hardly a port left, if all that is in doubt were held.</summary>
    private bool IsNear(PoolList pools, int pass, PortSpace ports)
    {
        var most = 0;
        for (var i = 0; i < pools.End; i++)
        {
            most = pools.At(i).Pass == pass ? Math.Max(most, pools.At(i).Used) : most;
        }

        return ports.Usable - most - _open.Count - _held.Count <= ports.Usable * NearShare;
    }

    /// <summary>Asks the queue. False where it was not answered to its end.</summary>
    private bool AskQueue()
    {
        if (_queue.Count == 0 || _allowance.Left <= TimeSpan.Zero)
        {
            return _queue.Count == 0;
        }

        if (_answers.Length < _queue.Count)
        {
            _answers = new bool[Math.Max(_queue.Count, _answers.Length * 2)];
            _questions = new ushort[_answers.Length];
        }
        else if (_questions.Length < _queue.Count)
        {
            _questions = new ushort[_answers.Length];
        }

        _queue.CopyTo(_questions);
        var answered = _asker.Ask(_questions.AsSpan(0, _queue.Count), _answers, _spare, _allowance.Left, out var cost);
        _allowance.Spend(cost);
        for (var i = 0; i < answered; i++)
        {
            var port = _questions[i];
            _open.Remove(port);
            (_answers[i] ? _held : _notHeld).Add(port);
            (_answers[i] ? _notHeld : _held).Remove(port);
            _recent.Add(port);
        }

        return answered == _queue.Count;
    }

    /// <summary>Asks again for the oldest answers, in turn.</summary>
    private void AskAnew(PortPass marks, PortRange range)
    {
        const int Looks = 4096;
        _queue.Clear();
        for (var looked = 0; looked < Math.Min(Looks, range.Size) && _queue.Count < AnewEachPoll; looked++)
        {
            _cursor = _cursor >= range.Low && _cursor < range.High ? _cursor + 1 : range.Low;
            var port = (ushort)_cursor;
            if (marks.IsDoubtful(port) && !_recent.Contains(port) && (_held.Contains(port) || _notHeld.Contains(port)))
            {
                _queue.Add(port);
            }
        }

        _ = AskQueue();
    }
}
