using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace PortTop.Model;

/// <summary>Reads the words of a filter.</summary>
internal sealed class FilterParser
{
    private static readonly (string Text, FilterOperator Comparison, bool IsNegated)[] Operators =
    [
        (">=", FilterOperator.AtLeast, false), ("<=", FilterOperator.AtMost, false), ("!=", FilterOperator.Equal, true), ("==", FilterOperator.Equal, false),
        (">", FilterOperator.Greater, false), ("<", FilterOperator.Less, false), ("=", FilterOperator.Equal, false), (":", FilterOperator.Has, false),
    ];

    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdefABCDEF:.%/|");

    private readonly string _text;
    private readonly List<FilterTerm> _terms = [];
    private int _at;

    private FilterParser(string text) => _text = text;

    private FilterError? Error { get; set; }

    private bool IsAtEnd => _at >= _text.Length;

    private bool IsAtBlank => IsAtEnd || char.IsWhiteSpace(_text[_at]);

    /// <summary>The terms that a pool must all match; null where something is wrong.</summary>
    internal static FilterTerm[]? Read(string text, out FilterError? error)
    {
        var parser = new FilterParser(text);
        parser.SkipBlanks();
        while (!parser.IsAtEnd && parser.Error is null)
        {
            parser.ReadWord();
            parser.SkipBlanks();
        }

        error = parser.Error;
        return error is null ? [.. parser._terms] : null;
    }

    private void ReadWord()
    {
        var start = _at;
        var isNegated = false;
        while (!IsAtEnd && _text[_at] == '!')
        {
            isNegated = !isNegated;
            _at++;
        }

        if (IsAtBlank)
        {
            Fail(start, _at, "nothing stands behind !; !owner:web leaves out what owner:web shows, without a blank");
            return;
        }

        var term = TryReadField(start, out var field, out var comparison, ref isNegated) ? ReadValues(start, field.Maker, comparison) : Error is null ? ReadPlain() : null;
        if (term is not null && Error is null)
        {
            _terms.Add(isNegated ? new NegatedTerm(term) : term);
        }
    }

    /// <summary>Reads a field and what stands behind it; goes nowhere where the word is plain.</summary>
    private bool TryReadField(int start, [NotNullWhen(true)] out FilterField? field, out FilterOperator comparison, ref bool isNegated)
    {
        (field, comparison) = (null, default);
        var end = _at;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '-' or '_'))
        {
            end++;
        }

        if (end == _at || !char.IsAsciiLetter(_text[_at]) || IsAddress(_at))
        {
            return false;
        }

        var name = _text[_at..end];
        var place = end;
        while (place < _text.Length && char.IsWhiteSpace(_text[place]))
        {
            place++;
        }

        // "used > 50%": no other word begins with these. "src: dst:10.8." has two, though.
        var isApart = place > end;
        var found = Operators.FirstOrDefault(candidate => string.CompareOrdinal(_text, place, candidate.Text, 0, candidate.Text.Length) == 0 && (!isApart || candidate.Comparison != FilterOperator.Has));
        if (found.Text is null)
        {
            return false;
        }

        field = FilterFields.Find(name);
        if (field is null)
        {
            Fail(_at, end, FilterFields.WhyUnknown(name));
            return false;
        }

        comparison = found.Comparison;
        isNegated ^= found.IsNegated;
        _at = place + found.Text.Length;
        if (comparison > FilterOperator.Equal || isApart)
        {
            SkipBlanks();
        }

        if (!IsAtEnd && _text[_at] is '=' or '<' or '>' or ':' && !IsAddress(_at))
        {
            Fail(place, _at + 1, "this is no comparison; there are : = != > >= < <=");
            return false;
        }

        if (IsAtBlank)
        {
            Fail(start, _at, $"nothing stands behind {name}{found.Text}; {field.Example} would be right");
            return false;
        }

        return true;
    }

    /// <summary>Reads the values of a field: parted by | or commas, each in quotes or without.</summary>
    private FilterTerm? ReadValues(int start, FilterTermMaker maker, FilterOperator comparison)
    {
        var terms = new List<FilterTerm>();
        while (true)
        {
            var place = _at;
            if (ReadText(start, "|,") is not { } value)
            {
                return null;
            }

            if (maker(value, comparison, out var problem) is not { } term)
            {
                Fail(place, _at, problem);
                return null;
            }

            terms.Add(term);
            if (IsAtBlank)
            {
                return terms.Count == 1 ? term : new AnyTerm([.. terms]);
            }

            if (comparison > FilterOperator.Equal)
            {
                Fail(place, WordEnd(), "one number goes with a comparison");
                return null;
            }

            _at++;
        }
    }

    /// <summary>Reads a word without a field: several texts with | between them.</summary>
    private FilterTerm? ReadPlain()
    {
        var start = _at;
        if (WhyNoText(_text[start..WordEnd()]) is { } remedy)
        {
            Fail(start, WordEnd(), remedy);
            return null;
        }

        var terms = new List<FilterTerm>();
        while (true)
        {
            if (ReadText(start, "|") is not { } value)
            {
                return null;
            }

            terms.Add(PlainTerm.Make(value));
            if (IsAtBlank)
            {
                return terms.Count == 1 ? terms[0] : new AnyTerm([.. terms]);
            }

            _at++;
        }
    }

    /// <summary>Words of other languages that would silently find nothing.</summary>
    private static string? WhyNoText(string word) => word.ToUpperInvariant() switch
    {
        "AND" or "&&" => "words are joined by and: leave it out; as text to look for it goes in quotes",
        "OR" or "||" => "there is no or between words; one of several values is dport:80|443; as text to look for it goes in quotes",
        "NOT" => "! before a word leaves out what it shows: !owner:web; as text to look for it goes in quotes",
        ['(', ..] => "there are no brackets; as text to look for it goes in quotes",
        [':' or '=' or '<' or '>', ..] => "a comparison stands behind a field: used>50%",
        _ => null,
    };

    /// <summary>Reads a text up to a blank or one of <paramref name="separators"/>, or one in quotes; null where there is none.</summary>
    private string? ReadText(int start, string separators)
    {
        var place = _at;
        if (!IsAtEnd && _text[_at] == '"')
        {
            var close = _text.IndexOf('"', _at + 1);
            _at = close + 1;
            if (close < 0)
            {
                Fail(place, _text.Length, "the quote is not closed");
            }
            else if (close == place + 1)
            {
                Fail(place, _at, "nothing stands between the quotes");
            }
            else if (!IsAtBlank && !separators.Contains(_text[_at], StringComparison.Ordinal))
            {
                Fail(place, WordEnd(), "a blank goes behind the closing quote");
            }

            return Error is null ? _text[(place + 1)..close] : null;
        }

        while (!IsAtBlank && !separators.Contains(_text[_at], StringComparison.Ordinal))
        {
            _at++;
        }

        if (_at == place)
        {
            Fail(start, Math.Max(WordEnd(), _at), "a value is missing: dport:80|443 has one on both sides");
            return null;
        }

        return _text[place.._at];
    }

    /// <summary>True where the word is an address of IPv6 and its first colon no sign of a field.</summary>
    private bool IsAddress(int place)
    {
        var word = _text.AsSpan(place, WordEnd(place) - place);
        return word.Count(':') > 1 && !word.ContainsAnyExcept(AddressCharacters);
    }

    private int WordEnd() => WordEnd(_at);

    private int WordEnd(int place)
    {
        while (place < _text.Length && !char.IsWhiteSpace(_text[place]))
        {
            place++;
        }

        return place;
    }

    private void SkipBlanks()
    {
        while (!IsAtEnd && IsAtBlank)
        {
            _at++;
        }
    }

    private void Fail(int start, int end, string message) => Error ??= new FilterError(start, Math.Max(1, Math.Min(end, _text.Length) - start), message);
}
