namespace PortTop.Model;

/// <summary>Takes the entries of the connection tracking table one by one. An entry may come twice while the table changes.</summary>
public interface ITrackedFlowSink
{
    /// <summary>Forgets what came: the table is read from its beginning.</summary>
    void Restart();

    /// <summary>Takes one entry.</summary>
    void Add(in TrackedFlow flow);
}
