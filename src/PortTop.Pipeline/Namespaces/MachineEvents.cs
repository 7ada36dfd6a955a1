using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>The time line of the machine: what happened in all its namespaces, each event once.</summary>
internal sealed class MachineEvents
{
    private readonly UpstreamEvents _upstream = new();
    private PortEvent[] _events = [];

    /// <summary>The snapshot with what happened.</summary>
    /// <param name="snapshot">The poll.</param>
    /// <param name="fresh">The namespaces that were read in it.</param>
    /// <param name="areSeveral">There are several, so that an event says where it was.</param>
    internal Snapshot Add(Snapshot snapshot, List<NamespaceRoom> fresh, bool areSeveral)
    {
        var added = fresh.SelectMany(room => room.Last!.NewEvents.Select(happened => areSeveral ? happened with { Namespace = room.Place.Label } : happened))
            .Concat(_upstream.Take(snapshot))
            .Concat(Logs.LogEvents.Of(snapshot))
            .OrderBy(static happened => happened.Time)
            .ToArray();
        if (added.Length > 0)
        {
            _events = [.. _events.Concat(added).OrderBy(static happened => happened.Time).TakeLast(EventLog.Most)];
        }

        return snapshot with { Events = _events, NewEvents = added };
    }
}
