namespace PortTop.Model;

/// <summary>Something that happened, for the time line.</summary>
/// <param name="Time">The poll that saw it.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Text">What it was, in words; cleaned.</param>
public sealed record PortEvent(DateTimeOffset Time, PortEventKind Kind, string Text)
{
    /// <summary>The pool that it happened to, null for none.</summary>
    public PoolKey? Pool { get; init; }

    /// <summary>The namespace that it happened in, as <see cref="NamespacePlace.Label"/> has it; null where only one is read.</summary>
    public string? Namespace { get; init; }

    /// <summary>It was so at the first poll already, and began before.</summary>
    public bool BeganBefore { get; init; }
}
