using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Asks for a port of a pool where that can be done, and says why where it cannot.</summary>
internal static class PoolProbe
{
    /// <summary>The namespace of the pool is not read any more.</summary>
    internal static ProbeAnswer Gone { get; } = new(ProbeOutcome.Unanswered, "the network namespace is gone");

    private static readonly ProbeAnswer NoKernel = new(ProbeOutcome.Unanswered, "these sockets come from a recording: there is no kernel to ask");

    /// <summary>Asks.</summary>
    /// <param name="probe">The kernel of the pool's namespace; null where there is none.</param>
    /// <param name="pool">The pool.</param>
    internal static ProbeAnswer Ask(IPortProbe? probe, PoolKey pool) => (probe, ProbeQuestion.Of(pool)) switch
    {
        (_, null) => new ProbeAnswer(ProbeOutcome.Unanswered, ProbeText.NatRefusal),
        (null, _) => NoKernel,
        var (kernel, question) => kernel.Ask(question),
    };
}
