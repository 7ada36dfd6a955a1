using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>What is asked of the kernel, and what it answered.</summary>
public sealed record Probing
{
    /// <summary>Nothing was ever asked.</summary>
    public static Probing None { get; } = new();

    /// <summary>The pool of the page; null where there is none to ask about.</summary>
    public PoolKey? Pool { get; init; }

    /// <summary>The last question, perhaps of another pool; null before the first.</summary>
    public ProbeRequest? Request { get; init; }

    /// <summary>True until the answer to <see cref="Request"/> is there.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>True until the answer about <see cref="Pool"/> is there.</summary>
    public bool IsAsking => IsAwaited && Request?.Pool == Pool;

    /// <summary>The last answers about any pool, the newest first.</summary>
    public IReadOnlyList<ProbeEntry> All { get; init; } = [];

    /// <summary>Those of them about <see cref="Pool"/>.</summary>
    public IReadOnlyList<ProbeEntry> Answers => [.. All.Where(entry => entry.Pool == Pool)];
}
