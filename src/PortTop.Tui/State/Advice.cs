using System.Globalization;
using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>A diagnosis in two lines, made once for many frames.</summary>
/// <param name="Why">The first cause and its strongest figure.</param>
/// <param name="Do">The first remedy and what the pool would do then.</param>
/// <param name="More">How many remedies there are, for the key that shows them.</param>
public sealed record Advice(string Why, string Do, string More)
{
    /// <summary>Nothing is wrong.</summary>
    public static Advice None { get; } = new(string.Empty, string.Empty, string.Empty);

    /// <summary>Something is wrong.</summary>
    public bool IsNeeded => Why.Length > 0;

    /// <summary>The two lines of a diagnosis.</summary>
    internal static Advice Of(Diagnosis? diagnosis)
    {
        if (diagnosis is not { Causes: [var cause, ..] })
        {
            return None;
        }

        var remedies = diagnosis.Remedies.Count;
        return new Advice(
            cause.Evidence.Count > 0 ? $"{cause.Title}: {cause.Evidence[0]}" : cause.Title,
            remedies == 0 ? "wait and see" : DiagnosisText.Summarize(diagnosis.Remedies[0]),
            remedies == 1 ? ": 1 remedy" : string.Create(CultureInfo.InvariantCulture, $": {remedies} remedies"));
    }
}
