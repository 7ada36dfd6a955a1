namespace PortTop.Views;

/// <summary>What is said for a few seconds, because a key did something that is not seen otherwise.</summary>
/// <param name="Text">The words.</param>
/// <param name="Until">When it goes.</param>
public sealed record PassingWord(string Text, DateTimeOffset Until)
{
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(5);

    /// <summary>Says <paramref name="text"/> from now on.</summary>
    internal static PassingWord From(DateTimeOffset now, string text) => new(text, now + Stay);
}
