using System.Runtime.InteropServices;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Counts the sockets of one pool by owner. Most pools have one owner, whose sockets are counted without a look-up.</summary>
internal struct OwnerTally
{
    private Dictionary<int, StateCounts>? _others;
    private StateCounts _mainStates;
    private int _main;

    /// <summary>Begins a pass; who had most sockets in the last is the main owner now.</summary>
    internal void Begin()
    {
        var most = _mainStates.Total;
        if (_others is { Count: > 0 })
        {
            foreach (var (owner, states) in _others)
            {
                if (owner != OwnerBook.Nobody && states.Total > most)
                {
                    (_main, most) = (owner, states.Total);
                }
            }

            _others.Clear();
        }

        _mainStates = default;
    }

    /// <summary>Counts one socket.</summary>
    internal void Add(int owner, TcpState state)
    {
        if (owner == _main && owner != OwnerBook.Nobody)
        {
            _mainStates.Add(state);
            return;
        }

        if (_main == OwnerBook.Nobody && owner != OwnerBook.Nobody)
        {
            _main = owner;
            _mainStates.Add(state);
            return;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(_others ??= [], owner, out _).Add(state);
    }

    /// <summary>Counts sockets of one owner that were counted elsewhere.</summary>
    internal void Add(int owner, in StateCounts states) => CollectionsMarshal.GetValueRefOrAddDefault(_others ??= [], owner, out _).Add(states);

    /// <summary>
    /// Adds every owner with a socket and its states to <paramref name="found"/>; returns the states of the sockets that nobody was seen to
    /// hold.
    /// </summary>
    internal readonly StateCounts Read(List<(int Owner, StateCounts States)> found)
    {
        if (_mainStates.Total > 0)
        {
            found.Add((_main, _mainStates));
        }

        var unknown = default(StateCounts);
        if (_others is not null)
        {
            foreach (var (owner, states) in _others)
            {
                if (owner == OwnerBook.Nobody)
                {
                    unknown = states;
                }
                else
                {
                    found.Add((owner, states));
                }
            }
        }

        return unknown;
    }
}
