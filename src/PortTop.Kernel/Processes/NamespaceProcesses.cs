using PortTop.Model;

namespace PortTop.Kernel.Processes;

/// <summary>
/// The processes of one network namespace among many. A process of another one may hold its sockets too, if they were handed over or it
/// went elsewhere: those stay without an owner, because to look for them everywhere would cost a look at every process for every namespace.
/// </summary>
/// <param name="table">All processes.</param>
/// <param name="census">Tells which is where.</param>
/// <param name="inode">The namespace.</param>
internal sealed class NamespaceProcesses(ProcessTable table, ProcessCensus census, uint inode) : IProcessTable
{
    /// <inheritdoc/>
    public void List(ICollection<ProcessEntry> processes, bool withDescriptors) => census.List(inode, processes, withDescriptors);

    /// <inheritdoc/>
    public IDescriptorWalk? Open(int process) => table.Open(process);

    /// <inheritdoc/>
    public ProcessDescription? Describe(int process) => table.Describe(process);

    /// <inheritdoc/>
    public ulong? ReadStart(int process) => table.ReadStart(process);

    /// <inheritdoc/>
    public int ReadParent(int process) => table.ReadParent(process);

    /// <inheritdoc/>
    public uint ReadNetworkNamespace(int process) => table.ReadNetworkNamespace(process);

    /// <inheritdoc/>
    public DescriptorUse? ReadDescriptors(int process) => table.ReadDescriptors(process);

    /// <inheritdoc/>
    public bool CanRead(uint user) => table.CanRead(user);

    /// <inheritdoc/>
    public PortRange? ReadPortRange(int process, uint inode, out bool isRead) => table.ReadPortRange(process, inode, out isRead);

    /// <inheritdoc/>
    public bool IsWhole => false;

    /// <inheritdoc/>
    public string? NameOfUser(uint user) => table.NameOfUser(user);
}
