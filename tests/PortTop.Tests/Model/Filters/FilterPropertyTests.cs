using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;

namespace PortTop.Tests.Model.Filters;

public sealed class FilterPropertyTests
{
    private static readonly string[] Pieces =
    [
        "dst", "dport", "src", "owner", "state", "used", "out", "fe80", ":", "=", ">", ">=", "<", "!", "|", ",", "\"", " ", " ", "10.8.", "10.8.0.12", "5432", "::", "50%", "5m", "full", "time-wait",
        "web", "*", "?", "[", "]", "/16", "-", "or", "\\", "\u001b", "\ud83d\ude00", "\ud800",
    ];

    private static readonly string[] Words =
    [
        "dst:10.8.", "dport:443", "owner:?", "used>50%", "asks>5", "asks<=5", "fail>0", "out<5m", "state:trouble", "sport:40000",
        "kind:connect|nat", "443", "payment", "ns=host", "free<60", "!net<1", "timewait>1%", "cmd:toml",
    ];

    private static Arbitrary<string> Texts { get; } = Arb.From(Gen.OneOf(
        ArbMap.Default.GeneratorFor<string?>().Select(static text => text ?? string.Empty),
        Gen.Elements(Pieces).ListOf().Select(static pieces => string.Concat(pieces))));

    [Fact]
    public void Whatever_the_text_there_is_a_filter_or_an_error_that_lies_in_it()
        => Prop.ForAll(Texts, static text => PoolFilter.TryParse(text, out var filter, out var error)
            ? error is null && FilterSamples.Pools.All(entry => filter.Matches(entry.Pool, Samples.Time) || !filter.IsEmpty)
            : filter is null && error.Position >= 0 && error.Length > 0 && error.Position + error.Length <= text.Length && error.Message.Length > 0)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void The_text_of_a_filter_means_the_same_again()
        => Prop.ForAll(Texts, static text => !PoolFilter.TryParse(text, out var filter, out _) || FilterSamples.Matching(filter.Text) == FilterSamples.Matching(text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void A_negation_matches_exactly_what_its_word_does_not()
        => Prop.ForAll(Arb.From(Gen.Elements(Words)), Arb.From(Gen.Elements(FilterSamples.Pools.ToArray())), static (word, entry)
            => PoolFilter.Parse(word).Matches(entry.Pool, Samples.Time) != PoolFilter.Parse("!" + word).Matches(entry.Pool, Samples.Time))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Words_are_joined_by_and()
        => Prop.ForAll(Arb.From(Gen.Elements(Words).ListOf()), static words
            => FilterSamples.Matching(string.Join(' ', words)) == string.Concat(FilterSamples.Matching(string.Empty).Where(letter => words.All(word => FilterSamples.Matching(word).Contains(letter)))))
            .QuickCheckThrowOnFailure();
}
