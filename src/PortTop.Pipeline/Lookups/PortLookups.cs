using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Reads at each poll who has the few local ports that a filter asks about.</summary>
/// <param name="source">The network namespace.</param>
/// <param name="desk">Looks for the owners of sockets.</param>
internal sealed class PortLookups(ISocketSource source, OwnerDesk desk) : IOwnedSockets
{
    private const int MostAnswers = 8;

    private readonly List<PortLookup> _lookups = [];
    private readonly List<(uint Inode, int FirstPoll)> _wanted = [];
    private Dictionary<uint, (int Owner, int FirstPoll)> _known = [];
    private Dictionary<uint, (int Owner, int FirstPoll)> _before = [];

    /// <summary>Reads them, and wants the owners that are not known.</summary>
    /// <exception cref="SourceException">The sockets cannot be read.</exception>
    internal void Read(IReadOnlyList<ushort> ports, PortSpace space, PollMoment moment)
    {
        (_before, _known) = (_known, _before);
        _known.Clear();
        _wanted.Clear();
        _lookups.Clear();
        foreach (var port in ports)
        {
            foreach (var protocol in (ReadOnlySpan<Protocol>)[Protocol.Tcp, Protocol.Udp])
            {
                var lookup = PortReader.Read(source, protocol, port, rows => Want(rows, moment.Poll), space) with { Time = moment.Now };
                if (protocol == Protocol.Tcp || lookup.Occupants.Count > 0)
                {
                    _lookups.Add(lookup);
                }
            }
        }
    }

    /// <summary>Who has them, as far as is known now.</summary>
    internal IReadOnlyList<PortLookup> Name() => [.. _lookups.Select(lookup => Judge(lookup with
    {
        Occupants = [.. lookup.Occupants.Select(found => found with { Owner = Known(found.Socket.Inode) })],
    }))];

    /// <inheritdoc/>
    public void SetOwner(int place, int owner) => _known[_wanted[place].Inode] = (owner, _wanted[place].FirstPoll);

    /// <inheritdoc/>
    public int OwnerOf(int place) => _known[_wanted[place].Inode].Owner;

    /// <inheritdoc/>
    public int FirstPollOf(int place) => _wanted[place].FirstPoll;

    /// <summary>Tells everyone who has one of them.</summary>
    internal void Tell(HashSet<int> holding) => holding.UnionWith(_known.Values.Select(static known => known.Owner));

    private Owner?[] Want(IReadOnlyList<SocketRow> rows, int poll)
    {
        foreach (var row in rows)
        {
            if (row.Inode == 0 || _known.ContainsKey(row.Inode))
            {
                continue;
            }

            var known = _before.GetValueOrDefault(row.Inode, (OwnerBook.Nobody, poll));
            _known[row.Inode] = known;
            if (desk.Hunt.IsWanted(known.Item1))
            {
                _wanted.Add((row.Inode, known.Item2));
                desk.Hunt.Want(this, _wanted.Count - 1, row.Inode, row.UserId);
            }
        }

        return new Owner?[rows.Count];
    }

    /// <summary>By what is visible: nobody asks the kernel at each poll.</summary>
    private static PortLookup Judge(PortLookup lookup)
        => lookup with { Listen = [.. lookup.Candidates([], MostAnswers).Select(address => ListenAnswer.Judge(lookup, address))] };

    private Owner? Known(uint inode)
        => inode != 0 && _known.TryGetValue(inode, out var known) && known.Owner != OwnerBook.Nobody ? desk.Book.At(known.Owner) : null;
}
