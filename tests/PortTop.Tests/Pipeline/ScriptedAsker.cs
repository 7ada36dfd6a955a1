using PortTop.Model;

namespace PortTop.Tests.Pipeline;

/// <summary>A kernel that answers for single ports as a test says, and remembers what it was asked.</summary>
internal sealed class ScriptedAsker : IPortAsker
{
    /// <summary>The ports that bind() holds.</summary>
    internal PortSet Held { get; } = new();

    /// <summary>The questions of each time that it was asked.</summary>
    internal List<ushort[]> Asked { get; } = [];

    /// <summary>The port that was to spare each time.</summary>
    internal List<ushort> Spare { get; } = [];

    /// <summary>So many questions are answered at a time.</summary>
    internal int Most { get; set; } = int.MaxValue;

    /// <summary>What each question costs.</summary>
    internal TimeSpan Cost { get; set; } = TimeSpan.FromMicroseconds(6);

    public string? Problem { get; set; }

    public string? WhySample { get; set; }

    public int Ask(ReadOnlySpan<ushort> ports, Span<bool> isHeld, ushort spare, TimeSpan allowance, out TimeSpan cost)
    {
        var count = (int)Math.Min(Math.Min(ports.Length, Most), Math.Max(1, allowance / Cost));
        Spare.Add(spare);
        Asked.Add(ports[..count].ToArray());
        for (var i = 0; i < count; i++)
        {
            isHeld[i] = Held.Contains(ports[i]);
        }

        cost = count * Cost;
        return count;
    }
}
