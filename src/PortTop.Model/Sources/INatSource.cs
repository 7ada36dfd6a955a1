namespace PortTop.Model;

/// <summary>Where source NAT is read: the connection tracking of one network namespace. Used by one thread at a time.</summary>
public interface INatSource
{
    /// <summary>The entries of the table and how many it may have; null where no connection tracking is there. Cheap.</summary>
    (long Entries, long? Max)? ReadCount();

    /// <summary>Pushes every TCP and UDP entry of the table. It costs about a microsecond an entry.</summary>
    /// <exception cref="SourceException">It cannot be read; the message says why, and what would help.</exception>
    void ReadFlows(ITrackedFlowSink sink);

    /// <summary>Asks the programs of the firewall for their rules; tens of milliseconds, at most a few seconds.</summary>
    NatRuleReading ReadRules();

    /// <summary>Reads the addresses of the interfaces; none where they cannot be read.</summary>
    IReadOnlyList<NatInterface> ReadInterfaces();
}
