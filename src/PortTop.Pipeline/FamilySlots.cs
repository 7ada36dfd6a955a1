using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>The ports that count for more than one local address: those of the wildcards, and what the wildcards conflict with.</summary>
internal sealed class FamilySlots
{
    private readonly AddressSlot _wildcardIPv4 = new();
    private readonly AddressSlot _wildcardIPv6 = new();

    /// <summary>What the wildcard of IPv4 conflicts with: all but IPv6-only sockets.</summary>
    internal AddressSlot AnyIPv4 { get; } = new();

    /// <summary>What the wildcard of IPv6 conflicts with: all sockets.</summary>
    internal AddressSlot AnyIPv6 { get; } = new();

    /// <summary>Begins a pass.</summary>
    internal void Begin(int poll, int pass)
    {
        foreach (var slot in (ReadOnlySpan<AddressSlot>)[_wildcardIPv4, _wildcardIPv6, AnyIPv4, AnyIPv6])
        {
            slot.Begin(poll, pass, wildcard: null);
        }
    }

    /// <summary>What is taken from every address of a family.</summary>
    internal AddressSlot WildcardOf(IpAddress address) => address.IsIPv4 ? _wildcardIPv4 : _wildcardIPv6;

    /// <summary>What the wildcard of an address's family conflicts with.</summary>
    internal AddressSlot AnyOf(IpAddress address) => address.IsIPv4 ? AnyIPv4 : AnyIPv6;

    /// <summary>The poll saw a socket first.</summary>
    internal void CountNew(bool isIPv4)
    {
        AnyIPv4.Opened += isIPv4 ? 1 : 0;
        AnyIPv6.Opened++;
    }

    /// <summary>A socket of one address uses its port.</summary>
    /// <param name="row">The socket.</param>
    /// <param name="step">What the poll saw of it.</param>
    /// <param name="isBound">By all signs it was bound to its address.</param>
    internal void Use(in SocketRow row, in FlowStep step, bool isBound)
    {
        _ = AnyIPv6.Use(row.SourcePort, row.State, step);
        if (row.Source.IsIPv4)
        {
            _ = AnyIPv4.Use(row.SourcePort, row.State, step);
        }
        else if (row.IsIPv6Only != true)
        {
            AnyIPv4.MayUse(row.SourcePort, isBound);
        }
    }

    /// <summary>A socket of a wildcard uses its port.</summary>
    internal void UseWildcard(in SocketRow row, in FlowStep step)
    {
        if (!row.Source.IsIPv4)
        {
            _ = _wildcardIPv6.Use(row.SourcePort, row.State, step);
        }

        if (row.Source.IsIPv4 || row.IsIPv6Only != true)
        {
            _ = _wildcardIPv4.Use(row.SourcePort, row.State, step);
            _ = AnyIPv4.Use(row.SourcePort, row.State, step);
        }

        _ = AnyIPv6.Use(row.SourcePort, row.State, step);
    }

    /// <summary>A listener or a bound socket takes a port.</summary>
    internal void Hold(in PortHolder holder)
    {
        AnyIPv6.Hold(holder);
        if (!holder.IsIPv6Only && (holder.Address.IsIPv4 || holder.Address.IsWildcard))
        {
            AnyIPv4.Hold(holder);
        }
        else if (!holder.IsIPv6Only)
        {
            AnyIPv4.MayUse(holder.Port, isUnlikely: false);
        }

        if (!holder.Address.IsWildcard)
        {
            return;
        }

        if (!holder.Address.IsIPv4)
        {
            _wildcardIPv6.Hold(holder);
        }

        if (holder.Address.IsIPv4 || !holder.IsIPv6Only)
        {
            _wildcardIPv4.Hold(holder);
        }
    }
}
