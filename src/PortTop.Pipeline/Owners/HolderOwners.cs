using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>The owners of sockets that hold ports against every target, by inode.</summary>
internal sealed class HolderOwners : IOwnedSockets
{
    private readonly List<PortHolder> _wanted = [];
    private readonly List<int> _firstPolls = [];
    private Dictionary<uint, (int Owner, int FirstPoll)> _known = [];
    private Dictionary<uint, (int Owner, int FirstPoll)> _before = [];

    /// <summary>
    /// Begins a poll: wants the owners of holders on ports of the range that are not known. True when others hold ports than at the poll
    /// before.
    /// </summary>
    internal bool Begin(PortSpace ports, int poll, OwnerHunt hunt)
    {
        (_before, _known) = (_known, _before);
        _known.Clear();
        _wanted.Clear();
        _firstPolls.Clear();
        Want(ports.Listeners, ports, poll, hunt);
        Want(ports.Bound.Holders, ports, poll, hunt);
        return _known.Count != _before.Count || _known.Keys.Any(inode => !_before.ContainsKey(inode));
    }

    /// <inheritdoc/>
    public void SetOwner(int place, int owner) => _known[_wanted[place].Inode] = (owner, _firstPolls[place]);

    /// <inheritdoc/>
    public int OwnerOf(int place) => _known[_wanted[place].Inode].Owner;

    /// <inheritdoc/>
    public int FirstPollOf(int place) => _firstPolls[place];

    /// <summary>Tells everyone who has one of them.</summary>
    internal void Tell(HashSet<int> holding) => holding.UnionWith(_known.Values.Select(static known => known.Owner));

    /// <summary>The owners that are known.</summary>
    internal IReadOnlyDictionary<uint, Owner> Read(OwnerBook book)
        => _known.Where(static pair => pair.Value.Owner != OwnerBook.Nobody).ToDictionary(static pair => pair.Key, pair => book.At(pair.Value.Owner));

    /// <summary>The number of the owner of a holder, <see cref="OwnerBook.Nobody"/> for none.</summary>
    internal int OwnerOf(in PortHolder holder) => _known.GetValueOrDefault(holder.Inode).Owner;

    private void Want(IReadOnlyList<PortHolder> holders, PortSpace ports, int poll, OwnerHunt hunt)
    {
        for (var i = 0; i < holders.Count; i++)
        {
            var holder = holders[i];
            if (holder.Inode == 0 || !ports.IsEphemeral(holder.Port))
            {
                continue;
            }

            var known = _before.GetValueOrDefault(holder.Inode, (OwnerBook.Nobody, poll));
            _known[holder.Inode] = known;
            if (hunt.IsWanted(known.Item1))
            {
                _wanted.Add(holder);
                _firstPolls.Add(known.Item2);
                hunt.Want(this, _wanted.Count - 1, holder.Inode, holder.UserId);
            }
        }
    }
}
