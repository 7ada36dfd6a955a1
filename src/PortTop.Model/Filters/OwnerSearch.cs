namespace PortTop.Model;

/// <summary>Looks for a text in what is known of the owners of a pool.</summary>
internal static class OwnerSearch
{
    /// <summary>
    /// True when it is a name, a process id, or in a unit, a container or a pod of somebody who has sockets of the pool or fails to get
    /// one; of NAT, of who is behind.
    /// </summary>
    internal static bool IsOwner(PoolSample pool, TextPattern pattern)
    {
        for (var i = 0; i < pool.Owners.Count; i++)
        {
            if (IsNamed(pool.Owners[i].Owner, pattern))
            {
                return true;
            }
        }

        return (pool.NoProcess > 0 && pattern.Fits(OwnerText.NoProcess)) || (pool.Nat is { } nat && IsBehind(nat, pattern));
    }

    /// <summary>True when it is a user who has sockets of the pool, by name or number.</summary>
    internal static bool IsUser(PoolSample pool, TextPattern pattern)
    {
        for (var i = 0; i < pool.Owners.Count; i++)
        {
            var owner = pool.Owners[i].Owner;
            var (name, id) = owner.Process is { } process ? (process.UserName, process.UserId) : (owner.UserName, owner.UserId);
            if (pattern.Fits(name) || (id is { } number && pattern.Is(number)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when it is in the command line of somebody who has sockets of the pool.</summary>
    internal static bool IsCommand(PoolSample pool, TextPattern pattern)
    {
        for (var i = 0; i < pool.Owners.Count; i++)
        {
            var processes = pool.Owners[i].Owner.Processes;
            for (var j = 0; j < processes.Count; j++)
            {
                if (pattern.Fits(processes[j].CommandLine))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>True where nobody is known.</summary>
    internal static bool IsUnknown(PoolSample pool)
        => pool.Nat is { } nat
            ? nat is { Clients.Count: 0, Bridge: null }
            : pool.Owners.Count == 0 && pool.NoProcess == 0;

    private static bool IsNamed(Owner owner, TextPattern pattern)
    {
        for (var i = 0; i < owner.Processes.Count; i++)
        {
            var process = owner.Processes[i];
            if (pattern.Fits(process.Name) || pattern.Is(process.ProcessId) || pattern.Fits(process.Unit) || pattern.Fits(process.Pod)
                || (process.Container is { } container && (pattern.Fits(container.Runtime) || pattern.Fits(container.Id))))
            {
                return true;
            }
        }

        // "payment-api[811]", "user alice", "uid 1000": as the screen has it.
        Span<char> text = stackalloc char[96];
        return pattern.Fits(text[..OwnerText.Write(owner, text)]);
    }

    private static bool IsBehind(NatUse nat, TextPattern pattern)
    {
        Span<char> text = stackalloc char[96];
        for (var i = 0; i < nat.Clients.Count; i++)
        {
            var client = nat.Clients[i];
            if (pattern.Fits(client.Namespace) || (client.Address.TryFormat(text, out var length, default, null) && pattern.Fits(text[..length])))
            {
                return true;
            }
        }

        return pattern.Fits(nat.Bridge) || pattern.Fits(text[..OwnerText.Write(nat, text)]);
    }
}
