using PortTop.Model;

namespace PortTop.Tests.Model.Lookups;

/// <summary>Single sentences about a port; whole lookups are in <see cref="PortTop.Tests.Program.WhoCommandTests"/>.</summary>
public sealed class PortLookupTextTests
{
    [Fact]
    public void In_the_way_is_what_stands_where_a_server_cannot_listen_and_not_what_it_passes()
    {
        var connection = LookupSamples.Occupant(PortHold.Connected, "10.0.2.15", OwnerSamples.Haproxy, remote: "10.8.0.12");
        var listener = LookupSamples.Occupant(PortHold.Listening, "::", OwnerSamples.Payment, isIPv6Only: true);
        var lookup = LookupSamples.Of(listener, connection).Judged().Answered(ListenOutcome.Yes);

        lookup.Listen.Select(static answer => (answer.Address.ToString(), answer.WithReuse)).Take(2)
            .ShouldBe([("0.0.0.0", ListenOutcome.Yes), ("::", ListenOutcome.No)]);
        PortLookupText.Advice(lookup, DiagnosisPlace.Host).First(static line => line.Key == "in the way")
            .Text.ShouldStartWith("payment-api[811]");
    }

    [Theory]
    [InlineData(PortHold.Listening, "listening on [::1] (IPv6 only)")]
    [InlineData(PortHold.Bound, "bound on [::1], neither listening nor connected")]
    [InlineData(PortHold.Accepted, "accepted on [::1] from [::2]:2379, ESTAB")]
    [InlineData(PortHold.Connected, "connected from [::1] to [::2]:2379, ESTAB")]
    public void Each_kind_of_socket_has_its_words(PortHold hold, string expected)
        => PortLookupText.How(LookupSamples.Occupant(hold, "::1", isIPv6Only: true, remote: hold is PortHold.Listening or PortHold.Bound
            ? null : "::2")).ShouldBe(expected);

    [Fact]
    public void A_device_is_told_where_the_socket_is_bound_to_one()
    {
        var found = LookupSamples.Occupant(PortHold.Listening, "0.0.0.0");

        PortLookupText.How(found with { Socket = found.Socket with { Interface = 3 } }).ShouldBe("listening on 0.0.0.0 (interface 3)");
    }

    [Fact]
    public void Nobody_is_advised_to_reserve_a_port_that_no_connection_could_be_given()
    {
        var listening = LookupSamples.Of(LookupSamples.Occupant(PortHold.Listening, "0.0.0.0"));

        Keys(listening).ShouldBe(["for later", "  $", "  undo"]);
        Keys(listening with { Settings = Samples.Space("1024-65535", "8046").Settings }).ShouldBeEmpty();
        Keys(listening with { Settings = Samples.Space("32768-60999").Settings }).ShouldBeEmpty();
        Keys(LookupSamples.Of()).ShouldBeEmpty();
    }

    private static IEnumerable<string> Keys(PortLookup lookup)
        => PortLookupText.Advice(lookup, DiagnosisPlace.Host).Select(static line => line.Key);
}
