using System.Globalization;

namespace PortTop.Model;

/// <summary>A pool of which nobody can say whether it has a port: between which bounds, why, and what would tell. Plain ASCII.</summary>
public static class UnclearText
{
    /// <summary>"0 to 180".</summary>
    public static string Bounds(PoolLedger ledger)
        => string.Create(CultureInfo.InvariantCulture, $"{ledger.FreeLower ?? 0:N0} to {ledger.FreeUpper:N0}");

    /// <summary>Why it is not known.</summary>
    public static string Why(Snapshot snapshot, PoolLedger ledger)
    {
        if (snapshot.Doubtful == 0)
        {
            return ledger.MayAlreadyFail
                ? "the range has an odd number of ports, and the kernel's search may not reach the last one"
                : "sockets that hold ports may be there unseen";
        }

        var reason = snapshot.Asking.Reason is { } known ? ", and the kernel is not asked: " + known : ", and the kernel was not asked yet";
        return $"{Say.Ports(snapshot.Doubtful)} have sockets that may have taken them with bind(), from every target{reason}";
    }

    private static string Place(PoolSample pool)
        => !pool.IsElsewhere ? string.Empty : " --netns " + (Shell.IsWord(pool.Namespace) ? pool.Namespace : "NAME");

    /// <summary>What would tell.</summary>
    public static string WayOut(Snapshot snapshot, PoolSample pool)
    {
        if (snapshot.Doubtful > 0 && snapshot.Asking.Reason is null)
        {
            return "the next polls tell";
        }

        if (pool.Key is { HasDestination: true, IsNat: false })
        {
            Span<char> text = stackalloc char[64];
            var target = text[..AddressText.WriteEndpoint(pool.Key.Destination, pool.Key.Interface, pool.Key.Port, text)];
            return $"\"porttop probe {target} --source {pool.Key.Source}{Place(pool)}\" asks the kernel for one port of it";
        }

        return $"\"porttop probe IP:PORT --bind --source {pool.Key.Source}{Place(pool)}\" asks the kernel for a port";
    }
}
