using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline;

/// <summary>A table of pools and what a test needs to poll it.</summary>
public abstract class PolledTable
{
    private PortSettings? _before;
    private int _poll;

    private protected PolledTable(IPortAsker? asker = null)
    {
        Desk = new OwnerDesk(null, static () => TimeSpan.Zero);
        Addresses = new AddressTable(Protocol.Tcp, Desk, Flows);
        Table = new PoolTable(Addresses, Desk, Flows, new AskedPorts(asker ?? new SilentAsker("a test asks nothing"), Allowance));
    }

    private protected OwnerDesk Desk { get; }

    private protected AskingAllowance Allowance { get; } = new();

    private protected FlowBook Flows { get; } = new();

    private protected AddressTable Addresses { get; }

    private protected PoolTable Table { get; }

    private protected PortSpace Ports { get; set; } = Samples.Space("100-199");

    private protected PoolSample[] Poll(params SocketRow[] rows) => Run(1, rows).Ranked;

    private protected PoolSample[] First(params SocketRow[] rows) => Run(null, rows).Ranked;

    private protected (PoolSample[] Ranked, PoolSample[] All) PollBoth(params SocketRow[] rows)
    {
        var (connect, all) = Run(1, rows, withBind: true);
        return (connect, all);
    }

    private (PoolSample[] Ranked, PoolSample[] All) Run(double? seconds, SocketRow[] rows, bool withBind = false)
    {
        var isComparable = _before?.IsSameAs(Ports.Settings) == true;
        _before = Ports.Settings;
        var moment = new PollMoment(++_poll, DateTimeOffset.UnixEpoch.AddSeconds(_poll), seconds, isComparable);
        Allowance.Begin();
        Flows.Begin(moment, TimeSpan.FromSeconds(1));
        Table.Begin(moment, Ports, 1);
        foreach (var row in rows)
        {
            Table.Add(row);
        }

        var ranked = new List<PoolSample>();
        var all = new List<PoolSample>();
        Table.Sweep();
        Table.Finish(ranked);
        Addresses.Finish(withBind ? ranked : [], all);
        return ([.. ranked], [.. all]);
    }
}
