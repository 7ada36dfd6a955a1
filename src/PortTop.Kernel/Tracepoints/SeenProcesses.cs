using PortTop.Kernel.Namespaces;
using PortTop.Kernel.Processes;
using PortTop.Model;

namespace PortTop.Kernel.Tracepoints;

/// <summary>The processes of records, described as soon as a record is read: who fails often ends at once.</summary>
/// <param name="reader">Reads them.</param>
/// <param name="procRoot">Usually /proc.</param>
internal sealed class SeenProcesses(ProcessReader reader, string procRoot)
{
    private const string ProgramName = "porttop";
    private const int Most = 4096;

    private readonly Dictionary<int, uint> _namespaces = [];
    private Dictionary<int, ProcessDescription?> _seen = [];
    private Dictionary<int, ProcessDescription?> _before = [];

    /// <summary>The description of a process, null where it was gone already.</summary>
    internal ProcessDescription? Find(int process)
    {
        if (!_seen.TryGetValue(process, out var description))
        {
            // To see that it is still the same costs a fifth of what it costs to describe it.
            description = process <= 0 ? null
                : _before.TryGetValue(process, out var before) && before is not null && reader.ReadStart(process) == before.StartTicks ? before
                : reader.Describe(process);
            if (_seen.Count >= Most)
            {
                _seen.Clear();
            }

            _seen.Add(process, description);
        }

        return description;
    }

    /// <summary>
    /// True for this program and for every other PortTop: they ask until nothing is left, and of that no one wants to read.
    /// </summary>
    internal bool IsPortTop(int process) => process == Environment.ProcessId || Find(process) is { Name: ProgramName };

    /// <summary>
    /// The inode of the network namespace of a thread, of its process where the thread is gone; 0 where neither can be read: both have
    /// ended.
    /// </summary>
    internal uint NamespaceOf(int process, int thread)
    {
        if (!_namespaces.TryGetValue(thread, out var found))
        {
            found = thread > 0 ? NetworkNamespace.Of(thread, procRoot) : 0;
            found = found == 0 && process > 0 ? NetworkNamespace.Of(process, procRoot) : found;
            if (_namespaces.Count >= Most)
            {
                _namespaces.Clear();
            }

            _namespaces.Add(thread, found);
        }

        return found;
    }

    /// <summary>Forgets namespaces and doubts descriptions: an id may be another process's by the next time.</summary>
    internal void Forget()
    {
        (_before, _seen) = (_seen, _before);
        _seen.Clear();
        _namespaces.Clear();
    }
}
