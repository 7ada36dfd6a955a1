namespace PortTop.Model;

/// <summary>What the kernel answered about single ports, as it is known at one poll.</summary>
/// <param name="Ports">
/// Ports with an answer that still holds, among those whose sockets leave it open whether bind() holds the port.
/// </param>
/// <param name="Held">How many of these bind() holds.</param>
/// <param name="Unknown">Ports of that kind without an answer.</param>
public readonly record struct PortAnswers(int Ports, int Held, int Unknown)
{
    /// <summary>Why no port was asked for, or no more than a sample; null for neither.</summary>
    public string? Reason { get; init; }
}
