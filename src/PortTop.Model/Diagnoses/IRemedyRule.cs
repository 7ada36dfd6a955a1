namespace PortTop.Model;

/// <summary>Tells one remedy, with what the pool would do then.</summary>
internal interface IRemedyRule
{
    /// <summary>The remedy; null where it would not help against any of the causes.</summary>
    /// <param name="facts">What is known of the pool.</param>
    /// <param name="causes">What is wrong with it.</param>
    Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes);
}
