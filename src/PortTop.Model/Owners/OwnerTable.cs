namespace PortTop.Model;

/// <summary>Who holds ports, over all pools.</summary>
/// <param name="Owners">Who has sockets on ports of the range, most first, as many as are told; and who fails to get a port.</param>
/// <param name="Count">How many owners there are.</param>
/// <param name="Holders">The owners of sockets that hold ports against every target, by inode.</param>
public sealed record OwnerTable(IReadOnlyList<OwnerSample> Owners, int Count, IReadOnlyDictionary<uint, Owner> Holders)
{
    /// <summary>Nobody was looked for.</summary>
    public static OwnerTable Unknown { get; } = new([], 0, new Dictionary<uint, Owner>());

    /// <summary>The owner of a socket that holds a port, null where none is known.</summary>
    public Owner? Of(PortHolder holder) => holder.Inode != 0 ? Holders.GetValueOrDefault(holder.Inode) : null;

    /// <summary>What one owner takes, null for one who takes nothing.</summary>
    public OwnerSample? Find(Owner owner)
    {
        for (var i = 0; i < Owners.Count; i++)
        {
            if (Owners[i].Owner.Id == owner.Id)
            {
                return Owners[i];
            }
        }

        return null;
    }
}
