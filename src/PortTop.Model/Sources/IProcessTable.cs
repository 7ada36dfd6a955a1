namespace PortTop.Model;

/// <summary>The processes of the machine, as far as they are seen. Used by one thread at a time.</summary>
public interface IProcessTable
{
    /// <summary>Puts every process into <paramref name="processes"/>, in place of what is there.</summary>
    /// <param name="processes">Takes them.</param>
    /// <param name="withDescriptors">False where their numbers of descriptors are not wanted, which cost more than the list.</param>
    void List(ICollection<ProcessEntry> processes, bool withDescriptors);

    /// <summary>Begins to read which sockets a process holds; null when it is gone or does not let itself be read.</summary>
    IDescriptorWalk? Open(int process);

    /// <summary>Describes a process, null when there is none of that id.</summary>
    ProcessDescription? Describe(int process);

    /// <summary>
    /// When the process of that id started, in clock ticks since boot; null when there is none, or it has ended and its parent has not
    /// noticed.
    /// </summary>
    ulong? ReadStart(int process);

    /// <summary>The id of its parent, 0 when there is none.</summary>
    int ReadParent(int process);

    /// <summary>The inode of the network namespace of a process, 0 where that may not be read.</summary>
    uint ReadNetworkNamespace(int process);

    /// <summary>How many descriptors a process has open and may have; null where that cannot be read.</summary>
    DescriptorUse? ReadDescriptors(int process);

    /// <summary>True when processes of this user can be looked into.</summary>
    bool CanRead(uint user);

    /// <summary>
    /// The ports that a socket of a process may have (<c>IP_LOCAL_PORT_RANGE</c>, Linux 6.3); null where it may have all of the range.
    /// </summary>
    /// <param name="process">The process.</param>
    /// <param name="inode">The socket.</param>
    /// <param name="isRead">False where that cannot be read.</param>
    PortRange? ReadPortRange(int process, uint inode, out bool isRead)
    {
        isRead = false;
        return null;
    }

    /// <summary>
    /// Every process of the machine is listed and can be looked into: a socket that none of them has is nobody's. False where only some
    /// are, which says nothing about the others.
    /// </summary>
    bool IsWhole => true;

    /// <summary>The name of a user, null where none is known.</summary>
    string? NameOfUser(uint user);
}
