using PortTop.Kernel.Processes;
using PortTop.Model;

namespace PortTop.Kernel.Tracepoints;

/// <summary>The processes of records, described as soon as a record is read: who fails often ends at once.</summary>
/// <param name="reader">Reads them.</param>
internal sealed class SeenProcesses(ProcessReader reader)
{
    private const int Most = 4096;

    private readonly Dictionary<int, ProcessDescription?> _seen = [];

    /// <summary>The description of a process, null where it was gone already.</summary>
    internal ProcessDescription? Find(int process)
    {
        if (!_seen.TryGetValue(process, out var description))
        {
            description = process > 0 ? reader.Describe(process) : null;
            if (_seen.Count >= Most)
            {
                _seen.Clear();
            }

            _seen.Add(process, description);
        }

        return description;
    }

    /// <summary>Forgets all: an id may be another process's by the next time.</summary>
    internal void Forget() => _seen.Clear();
}
