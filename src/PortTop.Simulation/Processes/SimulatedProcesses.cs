using PortTop.Model;

namespace PortTop.Simulation;

/// <summary>The processes of a made-up machine.</summary>
/// <param name="networkNamespace">The inode of the namespace that all of them are in.</param>
public sealed class SimulatedProcesses(uint networkNamespace) : IProcessTable
{
    /// <summary>All of them run as this user.</summary>
    internal const uint User = 1000;

    private readonly SortedDictionary<int, SimulatedProcess> _processes = [];

    /// <summary>Starts a process.</summary>
    public SimulatedProcess Start(int id, string name, string unit, string commandLine, DateTimeOffset started, long limit = 65_536)
    {
        var process = new SimulatedProcess(
            new ProcessDescription(id, name)
            {
                StartTicks = (ulong)id,
                Started = started,
                ParentId = 1,
                CommandLine = commandLine,
                UserId = User,
                UserName = NameOfUser(User),
                Cgroup = "/system.slice/" + unit,
                Unit = unit,
                NetworkNamespace = networkNamespace,
            },
            limit);
        _processes.Add(id, process);
        return process;
    }

    /// <summary>A process ends; its sockets must be closed before.</summary>
    public void End(int id) => _processes.Remove(id);

    /// <summary>The process of that id, null for none.</summary>
    public SimulatedProcess? Find(int id) => _processes.GetValueOrDefault(id);

    /// <inheritdoc/>
    public void List(ICollection<ProcessEntry> processes, bool withDescriptors)
    {
        processes.Clear();
        foreach (var (id, process) in _processes)
        {
            processes.Add(new ProcessEntry(id, withDescriptors ? process.Descriptors.Used : 0));
        }
    }

    /// <inheritdoc/>
    public IDescriptorWalk? Open(int process)
        => Find(process) is { } found ? new SimulatedWalk([.. found.Sockets.Where(static socket => !socket.IsGone).Select(InodeOf)]) : null;

    /// <inheritdoc/>
    public ProcessDescription? Describe(int process) => Find(process)?.Description;

    /// <inheritdoc/>
    public ulong? ReadStart(int process) => Find(process)?.Description.StartTicks;

    /// <inheritdoc/>
    public int ReadParent(int process) => Find(process)?.Description.ParentId ?? 0;

    /// <inheritdoc/>
    public uint ReadNetworkNamespace(int process) => Find(process) is null ? 0 : networkNamespace;

    /// <inheritdoc/>
    public DescriptorUse? ReadDescriptors(int process) => Find(process)?.Descriptors;

    /// <inheritdoc/>
    public bool CanRead(uint user) => true;

    /// <inheritdoc/>
    public string? NameOfUser(uint user) => user == User ? "app" : null;

    /// <summary>Sockets have inodes while a process has them; behind those of the machine's files.</summary>
    internal static uint InodeOf(SimulatedSocket socket) => 100_000 + (uint)socket.Identity;
}
