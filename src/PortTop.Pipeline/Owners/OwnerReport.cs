using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Tells what each owner takes over all pools.</summary>
/// <param name="desk">Who the owners are.</param>
/// <param name="processes">Tells their descriptors; null where there are none to ask.</param>
/// <param name="descriptorsNear">From this share of its limit on a process is near it.</param>
internal sealed class OwnerReport(OwnerDesk desk, IProcessTable? processes, double descriptorsNear = DescriptorUse.WarningRatio)
{
    /// <summary>So many owners are told, those with most sockets; and everyone who fails.</summary>
    private const int Most = 200;

    /// <summary>The descriptors of so many owners are read at each poll, those with the most ports.</summary>
    private const int MostDescribed = 20;

    /// <summary>Of so many of its processes; who shares sockets shares descriptors mostly.</summary>
    private const int MostProcesses = 4;

    private readonly List<(int Owner, OwnerSum Sum)> _order = [];
    private readonly Dictionary<int, DescriptorUse?> _descriptors = [];
    private OwnerTable? _last;
    private int _poll;

    /// <summary>Makes the table of one poll, once all its pools were named.</summary>
    /// <param name="poll">The number of the poll: descriptors are read once for each.</param>
    /// <param name="ports">The ports there are.</param>
    /// <param name="suspects">How many suspected sockets each owner has.</param>
    /// <param name="held">The ports that bind() holds, as the kernel answered, each with the owner of its one socket.</param>
    internal OwnerTable Make(int poll, PortSpace ports, IReadOnlyDictionary<int, int> suspects,
        IReadOnlyList<(int Owner, ushort Port)> held)
    {
        if (_poll != poll)
        {
            _poll = poll;
            _descriptors.Clear();
        }

        if (desk.IsCurrent && _last is not null)
        {
            return _last = Refresh(_last);
        }

        Complete(ports, suspects, held);
        _order.Clear();
        foreach (var (owner, sum) in desk.Sums.All)
        {
            _order.Add((owner, sum));
        }

        _order.Sort(Compare);
        var seconds = desk.Failures.IsWatched ? desk.Failures.Seconds : null;
        var samples = new List<OwnerSample>(Math.Min(_order.Count, Most));
        for (var i = 0; i < _order.Count; i++)
        {
            var (owner, sum) = _order[i];
            if (i < Most || sum.IsFailing)
            {
                samples.Add(sum.Read(desk.Book.At(owner), desk.Sums.Targets, seconds) with
                {
                    Descriptors = i < MostDescribed ? NearestLimit(desk.Book.At(owner)) : null,
                });
            }
        }

        return _last = new OwnerTable(samples, _order.Count, desk.Holders.Read(desk.Book));
    }

    /// <summary>Who has what is as before; how many descriptors are open need not be.</summary>
    private OwnerTable Refresh(OwnerTable table)
    {
        var samples = table.Owners.ToArray();
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = samples[i] with
            {
                Failed = desk.Failures is { IsWatched: true, Seconds: > 0 } ? 0 : null,
                Descriptors = i < MostDescribed ? NearestLimit(samples[i].Owner) : null,
            };
        }

        return table with { Owners = samples };
    }

    /// <summary>Adds what no pool tells: ports that are bound, and who only fails.</summary>
    private void Complete(PortSpace ports, IReadOnlyDictionary<int, int> suspects, IReadOnlyList<(int Owner, ushort Port)> held)
    {
        foreach (var holder in ports.Bound.Holders)
        {
            if (ports.IsEphemeral(holder.Port) && desk.Holders.OwnerOf(holder) is not OwnerBook.Nobody and var owner)
            {
                desk.Sums.Of(desk.Book.Resolve(owner)).AddBound(holder.Port);
            }
        }

        foreach (var (owner, port) in held)
        {
            desk.Sums.Of(desk.Book.Resolve(owner)).AddBound(port);
        }

        foreach (var (owner, count) in suspects)
        {
            desk.Sums.Of(desk.Book.Resolve(owner)).AddSuspected(count);
        }

        foreach (var (owner, count) in desk.Failures.NewByOwner())
        {
            desk.Sums.Of(desk.Book.Resolve(owner)).AddFailed(count);
        }
    }

    /// <summary>Most first, ties by who was known first, so that rows do not swap places.</summary>
    private int Compare((int Owner, OwnerSum Sum) x, (int Owner, OwnerSum Sum) y)
    {
        var order = y.Sum.Weight.CompareTo(x.Sum.Weight);
        return order != 0 ? order : desk.Book.At(x.Owner).Id.CompareTo(desk.Book.At(y.Owner).Id);
    }

    private DescriptorUse? ReadDescriptors(int process)
    {
        if (!_descriptors.TryGetValue(process, out var use))
        {
            use = processes?.ReadDescriptors(process) is { } read ? read with { NearFrom = descriptorsNear } : null;
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
