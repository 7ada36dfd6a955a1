using PortTop.Model;

namespace PortTop.Tests.Pipeline;

/// <summary>A kernel that answers what a test says, and remembers what it was asked.</summary>
internal sealed class ScriptedProbe : IPortProbe
{
    internal List<ProbeQuestion> Questions { get; } = [];

    internal Func<ProbeAnswer> Answer { get; set; } = static () => new ProbeAnswer(ProbeOutcome.Given, string.Empty) { Port = 150 };

    public ProbeAnswer Ask(ProbeQuestion question)
    {
        Questions.Add(question);
        return Answer();
    }
}
