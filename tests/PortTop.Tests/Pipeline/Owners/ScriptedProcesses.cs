using PortTop.Model;

namespace PortTop.Tests.Pipeline.Owners;

/// <summary>Processes that a test makes up.</summary>
internal sealed class ScriptedProcesses : IProcessTable
{
    private readonly SortedDictionary<int, Entry> _processes = [];

    /// <summary>Which processes were looked into, in order.</summary>
    internal List<int> Opened { get; } = [];

    /// <summary>How often the list of all was read.</summary>
    internal int Lists { get; private set; }

    /// <summary>The only user whose processes can be looked into; null for all.</summary>
    internal uint? OnlyUser { get; set; }

    /// <inheritdoc/>
    public bool IsWhole { get; set; } = true;

    /// <summary>A process that nobody may look into, 0 for none.</summary>
    internal int Refused { get; set; }

    /// <summary>The sockets in a piece; a walk of more has several.</summary>
    internal int PieceLength { get; set; } = IDescriptorWalk.MaxInodes;

    /// <summary>Called before a piece is read.</summary>
    internal Action? BeforePiece { get; set; }

    /// <summary>False for a kernel that does not tell how many descriptors a process has.</summary>
    internal bool TellsCounts { get; set; } = true;

    internal void Add(int process, string name, params uint[] inodes)
        => _processes[process] = new Entry { Description = new ProcessDescription(process, name) { StartTicks = (ulong)process, UserId = 0 }, Inodes = [.. inodes] };

    internal void Describe(int process, Func<ProcessDescription, ProcessDescription> change) => _processes[process].Description = change(_processes[process].Description);

    internal void Hold(int process, params uint[] inodes) => _processes[process].Inodes.AddRange(inodes);

    internal void Close(int process, params uint[] inodes) => _processes[process].Inodes.RemoveAll(inodes.Contains);

    internal void End(int process) => _processes.Remove(process);

    public void List(ICollection<ProcessEntry> processes, bool withDescriptors)
    {
        Lists++;
        processes.Clear();
        foreach (var (id, entry) in _processes)
        {
            processes.Add(new ProcessEntry(id, TellsCounts && withDescriptors ? 3 + entry.Inodes.Count : 0));
        }
    }

    public IDescriptorWalk? Open(int process)
    {
        Opened.Add(process);
        return process != Refused && _processes.TryGetValue(process, out var entry)
            && (OnlyUser is null || entry.Description.UserId == OnlyUser)
            ? new Walk(this, [.. entry.Inodes])
            : null;
    }

    public ProcessDescription? Describe(int process) => _processes.GetValueOrDefault(process)?.Description;

    public ulong? ReadStart(int process) => Describe(process)?.StartTicks;

    public int ReadParent(int process) => Describe(process)?.ParentId ?? 0;

    public uint ReadNetworkNamespace(int process) => 1;

    public DescriptorUse? ReadDescriptors(int process) => _processes.TryGetValue(process, out var entry) ? new DescriptorUse(3 + entry.Inodes.Count, 1024, 4096) : null;

    public bool CanRead(uint user) => OnlyUser is null || OnlyUser == user;

    public string? NameOfUser(uint user) => user == 0 ? "root" : null;

    private sealed class Entry
    {
        internal required ProcessDescription Description { get; set; }

        internal required List<uint> Inodes { get; init; }
    }

    private sealed class Walk(ScriptedProcesses owner, uint[] inodes) : IDescriptorWalk
    {
        private int _read;

        public int? Read(Span<uint> piece)
        {
            owner.BeforePiece?.Invoke();
            if (_read == inodes.Length)
            {
                return null;
            }

            var length = Math.Min(owner.PieceLength, inodes.Length - _read);
            inodes.AsSpan(_read, length).CopyTo(piece);
            _read += length;
            return length;
        }

        public void Dispose()
        {
        }
    }
}
