using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Sums over all pools what each owner takes.</summary>
/// <param name="desk">Who the owners are.</param>
/// <param name="processes">Tells their descriptors; null where there are none to ask.</param>
internal sealed class OwnerReport(OwnerDesk desk, IProcessTable? processes)
{
    /// <summary>The descriptors of so many owners are read at each poll, those with the most ports.</summary>
    private const int MostDescribed = 20;

    private readonly Dictionary<int, OwnerSum> _sums = [];

    /// <summary>Makes the table of one poll.</summary>
    internal OwnerTable Make(IReadOnlyList<PoolSample> pools, PortSpace ports)
    {
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
        var rates = desk.Failures.IsWatched ? desk.Failures.RatesByOwner() : null;
        foreach (var owner in rates?.Keys ?? Enumerable.Empty<int>())
        {
            _ = SumOf(desk.Book.At(owner));
        }

        var samples = _sums.Values.Select(sum => sum.Read(targets)).ToArray();
        Array.Sort(samples, OwnerSample.Compare);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = samples[i] with
            {
                Failed = rates is null ? null : rates.Where(rate => desk.Book.At(rate.Key).Id == samples[i].Owner.Id).Sum(static rate => rate.Value),
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

    private DescriptorUse? NearestLimit(Owner owner)
    {
        DescriptorUse? nearest = null;
        for (var i = 0; i < owner.Processes.Count && i < MostDescribed && !owner.IsGone; i++)
        {
            if (processes?.ReadDescriptors(owner.Processes[i].ProcessId) is { } use && !(nearest?.Ratio >= use.Ratio))
            {
                nearest = use;
            }
        }

        return nearest;
    }
}
