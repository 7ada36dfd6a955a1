using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Sums over all pools what each owner takes.</summary>
/// <param name="desk">Who the owners are.</param>
/// <param name="processes">Tells their descriptors; null where there are none to ask.</param>
internal sealed class OwnerReport(OwnerDesk desk, IProcessTable? processes)
{
    /// <summary>The descriptors of so many owners are read at each poll, those with the most ports.</summary>
    private const int MostDescribed = 20;

    /// <summary>Of so many of its processes; who shares sockets shares descriptors mostly.</summary>
    private const int MostProcesses = 4;

    private readonly Dictionary<int, OwnerSum> _sums = [];
    private readonly Dictionary<int, DescriptorUse?> _descriptors = [];
    private int _poll;

    /// <summary>Makes the table of one poll.</summary>
    /// <param name="poll">The number of the poll: descriptors are read once for each.</param>
    /// <param name="pools">The pools.</param>
    /// <param name="ports">The ports there are.</param>
    /// <param name="suspects">How many suspected sockets each owner has.</param>
    internal OwnerTable Make(int poll, IReadOnlyList<PoolSample> pools, PortSpace ports, IReadOnlyDictionary<int, int> suspects)
    {
        if (_poll != poll)
        {
            _poll = poll;
            _descriptors.Clear();
        }

        _sums.Clear();
        var targets = 0;
        foreach (var pool in pools)
        {
            if (pool.Key.Kind == PoolKind.Connect)
            {
                targets += pool.Key.HasDestination ? 1 : 0;
                foreach (var share in pool.Owners)
                {
                    SumOf(share.Owner).Add(pool.Key, share);
                }
            }
        }

        CountBound(ports);
        foreach (var (owner, count) in suspects)
        {
            SumOf(desk.Book.At(owner)).AddSuspected(count);
        }

        foreach (var (owner, count) in desk.Failures.NewByOwner())
        {
            SumOf(desk.Book.At(owner)).AddFailed(count);
        }

        var samples = _sums.Values.Select(sum => sum.Read(targets, desk.Failures.IsWatched ? desk.Failures.Seconds : null)).ToArray();
        Array.Sort(samples, OwnerSample.Compare);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = samples[i] with
            {
                Descriptors = i < MostDescribed ? NearestLimit(samples[i].Owner) : null,
            };
        }

        return new OwnerTable(samples, desk.Holders.Read(desk.Book));
    }

    private OwnerSum SumOf(Owner owner)
    {
        if (!_sums.TryGetValue(owner.Id, out var sum))
        {
            _sums.Add(owner.Id, sum = new OwnerSum(owner));
        }

        return sum;
    }

    private void CountBound(PortSpace ports)
    {
        foreach (var holder in ports.Bound.Holders)
        {
            if (ports.IsEphemeral(holder.Port) && desk.Holders.OwnerOf(holder) is not OwnerBook.Nobody and var owner)
            {
                SumOf(desk.Book.At(owner)).AddBound(holder.Port);
            }
        }
    }

    private DescriptorUse? ReadDescriptors(int process)
    {
        if (!_descriptors.TryGetValue(process, out var use))
        {
            use = processes?.ReadDescriptors(process);
            _descriptors.Add(process, use);
        }

        return use;
    }

    private DescriptorUse? NearestLimit(Owner owner)
    {
        DescriptorUse? nearest = null;
        for (var i = 0; i < owner.Processes.Count && i < MostProcesses && !owner.IsGone; i++)
        {
            if (ReadDescriptors(owner.Processes[i].ProcessId) is { } use && !(nearest?.Ratio >= use.Ratio))
            {
                nearest = use;
            }
        }

        return nearest;
    }
}
