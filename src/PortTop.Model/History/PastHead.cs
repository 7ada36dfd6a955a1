namespace PortTop.Model;

/// <summary>
/// What is kept of a poll beside its pools, in as little memory as it can be: what is large and changes slowly is shared with the moment
/// before.
/// </summary>
internal static class PastHead
{
    /// <summary>All of a poll but its pools.</summary>
    /// <param name="snapshot">The poll.</param>
    /// <param name="before">The head of the moment before, null for none.</param>
    /// <param name="isDue">What is large is taken anew.</param>
    internal static Snapshot Of(Snapshot snapshot, Snapshot? before, bool isDue) => snapshot with
    {
        Pools = [],
        BindPools = [],
        Detail = null,
        NewEvents = [],
        History = null,
        Ports = KeepsPorts(snapshot, before, isDue) ? before!.Ports : snapshot.Ports,
        Owners = isDue ? snapshot.Owners : before!.Owners,
        Counters = isDue ? snapshot.Counters : before!.Counters,
        Namespaces = isDue ? [.. snapshot.Namespaces.Select(place => Thin(place, before))] : before!.Namespaces,
    };

    /// <summary>Of other namespaces only what makes sense of a pool there: its ports, and where it was read.</summary>
    private static NamespaceSample Thin(NamespaceSample place, Snapshot? before)
    {
        if (place.Reading is not { } reading)
        {
            return place;
        }

        var last = before?.Namespaces.FirstOrDefault(other => other.Place.Inode == place.Place.Inode)?.Reading;
        return place with
        {
            Reading = reading with
            {
                Pools = [],
                BindPools = [],
                Detail = null,
                Events = [],
                NewEvents = [],
                History = null,
                Counters = [],
                Owners = OwnerTable.Unknown,
                Ports = KeepsPorts(reading, last, isDue: true) ? last!.Ports : reading.Ports,
            },
        };
    }

    private static bool KeepsPorts(Snapshot snapshot, Snapshot? before, bool isDue)
        => before is not null && before.Ports.Settings.IsSameAs(snapshot.Ports.Settings)
            && (!isDue || (before.Ports.Listening == snapshot.Ports.Listening && before.Ports.BoundFirst == snapshot.Ports.BoundFirst));
}
