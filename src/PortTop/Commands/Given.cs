using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;

namespace PortTop.Commands;

/// <summary>
/// What a command line gives, read before it is known to be right: validators of a command run before those of its options, and
/// <see cref="SymbolResult.GetValue{T}(Option{T})"/> throws where an option lacks its value.
/// </summary>
internal static class Given
{
    /// <summary>The one value of an option; null where it is absent or has none, or several.</summary>
    internal static string? Text(this SymbolResult result, Option<string> option) => Only(result.GetResult(option)?.Tokens);

    /// <summary>The one value of an argument; null where it is absent or has several.</summary>
    internal static string? Text(this SymbolResult result, Argument<string?> argument) => Only(result.GetResult(argument)?.Tokens);

    /// <summary>True for a flag that is given and not switched off by a value.</summary>
    internal static bool IsSet(this SymbolResult result, Option<bool> option)
        => result.GetResult(option) is { Implicit: false, Tokens: var tokens }
            && (Only(tokens) is not { } value || (bool.TryParse(value, out var isSet) && isSet));

    /// <summary>Lets an option take a whole number from 1 to <paramref name="most"/>, and says so where it is given another.</summary>
    internal static void TakesCount(this Option<int> option, string problem, int most = int.MaxValue) => option.Validators.Add(result =>
    {
        if (Only(result.Tokens) is not { } value
            || !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1 || count > most)
        {
            result.AddError(problem);
        }
    });

    /// <summary>Words that a shell proposes for an option.</summary>
    internal static void Proposes(this Option option, params string[] words)
        => option.CompletionSources.Add(_ => words.Select(static word => new CompletionItem(word)));

    private static string? Only(IReadOnlyList<Token>? tokens) => tokens is [var token] ? token.Value : null;
}
