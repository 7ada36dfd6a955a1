using PortTop.Model;

namespace PortTop.LiveTests.Diagnoses;

/// <summary>What is said of a remedy is what the real kernel does with it, under a real load and with real TIME-WAIT.</summary>
[Trait("race", "yes")]
public sealed class WhatIfTests
{
    private const double Tolerance = .05;

    [Fact]
    public async Task Reuse_more_range_and_a_second_address_lead_to_the_share_that_was_foretold()
    {
        using var reuse = new Treated(RemedyKind.ReuseTimeWait);
        using var range = new Treated(RemedyKind.MoreRange);
        using var address = new Treated(RemedyKind.MoreAddresses);
        await Task.WhenAll(reuse.Run(), range.Run(), address.Run());

        TestContext.Current.SendDiagnosticMessage(string.Join("; ", reuse, range, address));
        foreach (var treated in new[] { reuse, range, address })
        {
            treated.Said.Kind.ShouldBe(ProspectKind.Settles);
            treated.Share.ShouldBe(treated.Foretold, Tolerance, $"{treated}");
        }
    }
}
