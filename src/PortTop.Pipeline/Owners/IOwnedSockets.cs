namespace PortTop.Pipeline;

/// <summary>A table of sockets whose owners are looked for. Places hold until its next poll.</summary>
internal interface IOwnedSockets
{
    /// <summary>Takes the owner of the socket at a place.</summary>
    void SetOwner(int place, int owner);

    /// <summary>The owner of the socket at a place as it is known.</summary>
    int OwnerOf(int place);

    /// <summary>The poll at which the socket at a place was first seen.</summary>
    int FirstPollOf(int place);
}
