using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Finds at once which processes hold a few sockets: looks through every process that can be looked into.</summary>
/// <param name="processes">All processes of the machine: a socket may be held by one of another network namespace.</param>
/// <param name="firstId">The number of the first owner that is found.</param>
public sealed class SocketHolders(IProcessTable processes, int firstId = 1)
{
    private readonly Dictionary<uint, List<int>> _holders = [];
    private readonly uint[] _inodes = new uint[IDescriptorWalk.MaxInodes];
    private int _nextId = firstId;

    /// <summary>
    /// The owner of each socket: the processes that share it, its user where those of that user cannot be looked into, null where no
    /// process has it.
    /// </summary>
    public IReadOnlyList<Owner?> Find(IReadOnlyList<SocketRow> sockets)
    {
        _holders.Clear();
        foreach (var socket in sockets)
        {
            if (socket.Inode != 0)
            {
                _ = _holders.TryAdd(socket.Inode, []);
            }
        }

        if (_holders.Count > 0)
        {
            Search();
        }

        var known = new Dictionary<string, Owner>(StringComparer.Ordinal);
        return [.. sockets.Select(socket => OwnerOf(socket, known))];
    }

    private void Search()
    {
        var list = new List<ProcessEntry>();
        processes.List(list, withDescriptors: false);
        foreach (var process in list)
        {
            using var walk = processes.Open(process.ProcessId);
            while (walk?.Read(_inodes) is { } read)
            {
                for (var i = 0; i < read; i++)
                {
                    if (_holders.TryGetValue(_inodes[i], out var holders) && !holders.Contains(process.ProcessId))
                    {
                        holders.Add(process.ProcessId);
                    }
                }
            }
        }
    }

    private Owner? OwnerOf(in SocketRow socket, Dictionary<string, Owner> known)
    {
        if (socket.Inode == 0 || !_holders.TryGetValue(socket.Inode, out var holders))
        {
            return null;
        }

        // Who shares several sockets is one owner.
        var key = string.Join(',', holders);
        if (holders.Count == 0)
        {
            key = "user " + socket.UserId;
        }

        if (known.TryGetValue(key, out var owner))
        {
            return owner;
        }

        ProcessDescription[] described = [.. holders.Select(processes.Describe).OfType<ProcessDescription>()
            .OrderBy(static process => process.StartTicks).ThenBy(static process => process.ProcessId)];
        if (described.Length > 0)
        {
            owner = new Owner(_nextId++, described);
        }
        else if (!processes.CanRead(socket.UserId))
        {
            owner = new Owner(_nextId++, []) { UserId = socket.UserId, UserName = processes.NameOfUser(socket.UserId) };
        }
        else
        {
            return null;
        }

        known.Add(key, owner);
        return owner;
    }
}
