namespace PortTop.Model;

/// <summary>Why more of a core may be used than usual.</summary>
public enum BudgetReason
{
    /// <summary>A pool is full, fails or fills.</summary>
    Trouble,

    /// <summary>A person asked for a shorter interval.</summary>
    Asked,

    /// <summary>The kernel is asked for single ports, and the answers are not complete.</summary>
    Answers,
}
