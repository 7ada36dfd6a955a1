using System.Globalization;

namespace PortTop.Model;

/// <summary>What a NAT that this machine cannot see lets through, as a person has told it.</summary>
/// <param name="Preset">Which NAT.</param>
/// <param name="Ports">Ports for each destination, of one address or of this machine.</param>
/// <param name="Addresses">How many addresses it has.</param>
/// <param name="HoldSeconds">Seconds for which it holds a port after the connection is closed; null where nobody knows.</param>
/// <param name="Networks">Which destinations are reached through it.</param>
public sealed record UpstreamBudget(UpstreamPreset Preset, int Ports, int Addresses, int? HoldSeconds, UpstreamNetworks Networks)
{
    /// <summary>The kernel's TIME-WAIT (TCP_TIMEWAIT_LEN in include/net/tcp.h).</summary>
    private const int TimeWaitSeconds = 60;

    /// <summary>The word for the figure that the preset has.</summary>
    public const string OfThePreset = "preset";

    /// <summary>A number of ports that a person sets is meant as it stands.</summary>
    private bool HasOwnPorts => Ports != Preset.Ports;

    /// <summary>The connections that each destination (IP, port, protocol) can have at once.</summary>
    public int Limit
    {
        get
        {
            if (Preset.GrowsTo is { } most)
            {
                return HasOwnPorts ? Ports : most;
            }

            var sum = Preset.AddsByAddress ? Ports * Addresses : Ports;
            return Preset.Ceiling is { } ceiling && !HasOwnPorts ? Math.Min(sum, ceiling) : sum;
        }
    }

    /// <summary>The NAT holds ports for longer than the kernel tells of the connection: what is counted is a lower bound.</summary>
    public bool IsAtLeast => HoldSeconds > TimeWaitSeconds;

    /// <summary>The budget that the settings ask for.</summary>
    /// <param name="settings">The settings in force, each checked by itself.</param>
    /// <param name="problem">What is missing, with the remedy; null when nothing is.</param>
    /// <returns>Null where none is asked for, or where something is missing.</returns>
    public static UpstreamBudget? From(Settings settings, out string? problem)
    {
        problem = null;
        if (UpstreamPresets.Find(settings.Upstream) is not { } preset || UpstreamNetworks.Read(settings.UpstreamNetworks) is not { } networks)
        {
            return null;
        }

        if ((Number(settings.UpstreamPorts) ?? preset.Ports) is not { } ports)
        {
            problem = $"\"upstream\" is {preset.Id}, which has no number of its own: set \"upstreamPorts\"; until then nothing is counted against it";
            return null;
        }

        return new UpstreamBudget(preset, ports, Number(settings.UpstreamAddresses) ?? 1, Number(settings.UpstreamHold) ?? preset.HoldSeconds, networks);
    }

    /// <summary>True where the connections of the pool go through the NAT. Of UDP and of bind pools the destination is not known.</summary>
    public bool Covers(PoolKey pool) => pool.IsTcpConnect && Networks.Contains(pool.Destination);

    /// <summary>
    /// The ports of the NAT that these sockets stand for: one each, those in TIME-WAIT too while the NAT holds ports for as long or longer,
    /// or nobody knows for how long; otherwise the part of them that it still holds if they were closed evenly over the minute.
    /// </summary>
    public int Count(in StateCounts states)
    {
        var timeWait = states.Of(TcpState.TimeWait);
        var held = HoldSeconds is { } hold && hold < TimeWaitSeconds ? (int)Math.Ceiling((double)timeWait * hold / TimeWaitSeconds) : timeWait;
        var open = states.Total - timeWait - states.Of(TcpState.SynSent) + held;

        // A SYN that found no port is dropped and holds none; of those that hang no more can have one than there are.
        return open + Math.Min(states.Of(TcpState.SynSent), Math.Max(0, Limit - open));
    }

    private static int? Number(string text)
        => text != OfThePreset && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
