using PortTop.Model;

namespace PortTop.Kernel;

/// <summary>What is not seen, in the words that line 1 and help say it in.</summary>
internal sealed class Sight
{
    private static readonly Unseen[] Always =
    [
        new("other NAT", "what eBPF (Cilium) or a gateway beyond this machine translates does not show in its connection tracking"),
    ];

    private Unseen? _failures;
    private Unseen? _syscalls;
    private Unseen? _owners;
    private Unseen? _binds;
    private Unseen? _udp;

    /// <summary>What is not seen now; the same list until it changes.</summary>
    internal IReadOnlyList<Unseen> Unseen { get; private set; } = Always;

    /// <summary>Takes what was seen of the sockets that hold ports against every target.</summary>
    internal void Tell(BoundPorts bound, string table)
    {
        Set(ref _binds, bound.IsComplete ? null : new Unseen("binds", WhyIncomplete(bound, table)));
    }

    /// <summary>Takes why UDP sockets cannot be seen, null when they can.</summary>
    internal void TellUdp(string? problem) => Set(ref _udp, problem is null ? null : new Unseen("UDP", problem));

    /// <summary>Takes why failing connect() calls are not watched, null when they are.</summary>
    internal void TellFailures(string? problem) => Set(ref _failures, problem is null ? null : new Unseen("failures", "connect() failures are not watched: " + problem));

    /// <summary>Takes why failing system calls are not watched although that was asked for, null when they are.</summary>
    internal void TellSyscalls(string? problem) => Set(
        ref _syscalls,
        problem is null
            ? null
            : new Unseen(Model.Unseen.SystemCalls, "failing bind() and UDP calls and taken chosen ports are not watched: " + problem));

    /// <summary>Takes why the owners of sockets are not seen, null when they are.</summary>
    internal void TellOwners(string? problem) => Set(ref _owners, problem is null ? null : new Unseen("owners", problem));

    private static string WhyIncomplete(BoundPorts bound, string table)
    {
        const string Effect = "; where there are such, \"free\" is what can be had at most";
        return bound.SeesChosen
            ? "this kernel does not tell of sockets that are bound and neither connected nor listening (Linux 6.8 does)" + Effect
            : table + " does not tell of ports that are bound and not listening, nor of those that applications chose, nor of devices that sockets are bound to" + Effect;
    }

    private void Set(ref Unseen? field, Unseen? value)
    {
        if (field != value)
        {
            field = value;
            Unseen[] found = [.. new[] { _failures, _syscalls, _owners, _binds, _udp }.OfType<Unseen>(), .. Always];
            Unseen = found;
        }
    }
}
