using Xunit.v3;

namespace PortTop.LiveTests.Support;

/// <summary>
/// Tests that do not run beside all others in one process: <c>tests/run.sh</c> gives them a run of their own (trait <c>runs</c>). Few need
/// it, and each says why.
/// </summary>
/// <param name="how"><see cref="Alone"/>, <see cref="Apart"/>, <see cref="Long"/> or <see cref="Kernels"/>.</param>
/// <param name="why">The reason.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RunsAttribute(string how, string why) : Attribute, ITraitAttribute
{
    /// <summary>After all others, with the machine to itself as far as these tests go.</summary>
    internal const string Alone = "alone";

    /// <summary>Beside the others, but in a process that hardly starts any (<see cref="Forks"/>).</summary>
    internal const string Apart = "apart";

    /// <summary>In the long tier only, and there with the machine to itself.</summary>
    internal const string Long = "long";

    /// <summary>On other kernels than this machine's only (<c>tests/kernels/run.sh</c>).</summary>
    internal const string Kernels = "kernels";

    /// <summary>The reason.</summary>
    public string Why { get; } = why;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("runs", how)];
}
