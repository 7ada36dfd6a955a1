using System.Globalization;

namespace PortTop.Model;

/// <summary>Owners as text; nothing here allocates. What does not fit is cut.</summary>
public static class OwnerText
{
    /// <summary>What stands in the place of a process where there is none.</summary>
    public const string NoProcess = "no process";

    /// <summary>
    /// Writes "payment-api[811]", "nginx[811] +3" for sockets that four processes share, "payment-api gone (790)", "curl gone x40" for
    /// short ones of one name, "user alice", "uid 1000".
    /// </summary>
    public static int Write(Owner owner, Span<char> destination)
    {
        var written = WriteName(owner, destination);
        if (owner.Process is not { } process)
        {
            return written;
        }

        if (owner.Ended > 1)
        {
            written += Append(destination[written..], " gone x");
            return written + (owner.Ended.TryFormat(destination[written..], out var count, default, CultureInfo.InvariantCulture) ? count : 0);
        }

        written += Append(destination[written..], owner.IsGone ? " gone (" : "[");
        written += process.ProcessId.TryFormat(destination[written..], out var digits, default, CultureInfo.InvariantCulture) ? digits : 0;
        written += Append(destination[written..], owner.IsGone ? ")" : "]");
        return written + WriteOthers(owner.Processes.Count - 1, destination[written..]);
    }

    /// <summary>Writes the name alone, without a process id: "payment-api", "user alice", "uid 1000".</summary>
    public static int WriteName(Owner owner, Span<char> destination)
    {
        if (owner.Process is { } process)
        {
            return Append(destination, process.Name);
        }

        if (owner.IsNoProcess)
        {
            return Append(destination, NoProcess);
        }

        if (owner.UserName is { } user)
        {
            var prefix = Append(destination, "user ");
            return prefix + Append(destination[prefix..], user);
        }

        var written = Append(destination, "uid ");
        return written + ((owner.UserId ?? 0).TryFormat(destination[written..], out var digits, default, CultureInfo.InvariantCulture) ? digits : 0);
    }

    /// <summary>
    /// Writes whose a pool is: the name of the process with most sockets, "nginx x4" where several of one name have them, "cart +2" where
    /// others do; "no process" where most sockets have none, "?" where nobody is known.
    /// </summary>
    public static int Write(PoolSample pool, Span<char> destination)
    {
        if (pool.Nat is { } nat)
        {
            return Write(nat, destination);
        }

        if (pool.Holder is not { } holder)
        {
            return Append(destination, pool.IsNoProcess ? NoProcess : "?");
        }

        var owners = pool.Owners;
        var written = WriteName(holder.Owner, destination);
        var (alike, others) = (1, 0);
        for (var i = 1; i < owners.Count; i++)
        {
            if (owners[i].Owner.IsGone || owners[i].Sockets == 0)
            {
                // Who ended, or only fails, is told in the detail: what is left of the first goes by itself, the second has no port.
                continue;
            }

            if (owners[i].Owner.Process?.Name is { } name && name == holder.Owner.Process?.Name)
            {
                alike++;
            }
            else
            {
                others++;
            }
        }

        if (alike > 1)
        {
            written += Append(destination[written..], " x");
            written += alike.TryFormat(destination[written..], out var digits, default, CultureInfo.InvariantCulture) ? digits : 0;
        }

        return written + WriteOthers(others, destination[written..]);
    }

    /// <summary>
    /// Writes who is behind a NAT pool: "docker0, 3 ctr" for containers of one bridge, "10.0.3.2 +4" for others; "?" where nobody is known.
    /// </summary>
    public static int Write(NatUse nat, Span<char> destination)
    {
        if (nat.Clients is [{ Process: { } process }, ..] && (nat.ClientCount == 1 || nat.Bridge is null))
        {
            var named = Append(destination, process);
            return named + WriteOthers(nat.ClientCount - 1, destination[named..]);
        }

        if (nat.Bridge is { } bridge)
        {
            return destination.TryWrite(CultureInfo.InvariantCulture, $"{bridge}, {nat.ClientCount} ctr", out var length) ? length : Append(destination, bridge);
        }

        if (nat.Clients is not [var client, ..] || !client.Address.TryFormat(destination, out var written, default, null))
        {
            return Append(destination, "?");
        }

        return written + WriteOthers(nat.ClientCount - 1, destination[written..]);
    }

    /// <summary>The text of <see cref="Write(Owner, Span{char})"/>.</summary>
    public static string Describe(Owner owner)
    {
        Span<char> text = stackalloc char[96];
        return text[..Write(owner, text)].ToString();
    }

    /// <summary>
    /// Who fails and who has the ports: "payment-api[811]", or where it is not the same "cart[12] fails, payment-api[811] has the ports";
    /// empty where nobody is known.
    /// </summary>
    public static string Describe(PoolSample pool) => (pool.Failing, pool.Holder) switch
    {
        _ when pool.Nat is { } nat => Describe(nat),
        (null, null) when pool.IsNoProcess => DescribeNoProcess(pool),
        (null, null) => string.Empty,
        ({ } failing, null) => Describe(failing.Owner) + " fails",
        (null, { } holder) => Describe(holder.Owner),
        ({ } failing, { } holder) => failing.Owner.Id == holder.Owner.Id ? Describe(holder.Owner) : $"{Describe(failing.Owner)} fails, {Describe(holder.Owner)} has the ports",
    };

    /// <summary>"no process: 160 of 200".</summary>
    public static string DescribeNoProcess(PoolSample pool)
        => string.Create(CultureInfo.InvariantCulture, $"{NoProcess}: {pool.NoProcess:N0} of {pool.States.Total:N0}");

    /// <summary>The text of <see cref="Write(NatUse, Span{char})"/>.</summary>
    public static string Describe(NatUse nat)
    {
        Span<char> text = stackalloc char[96];
        return text[..Write(nat, text)].ToString();
    }

    private static int WriteOthers(int others, Span<char> destination)
    {
        if (others <= 0)
        {
            return 0;
        }

        var written = Append(destination, " +");
        return written + (others.TryFormat(destination[written..], out var digits, default, CultureInfo.InvariantCulture) ? digits : 0);
    }

    private static int Append(Span<char> destination, ReadOnlySpan<char> text)
    {
        var fits = text[..Math.Min(text.Length, destination.Length)];
        fits.CopyTo(destination);
        return fits.Length;
    }
}
