using PortTop.Model;

namespace PortTop.Tests.Model.Probes;

/// <summary>The question that a pool is asked about with.</summary>
public sealed class ProbeQuestionTests
{
    [Theory]
    [InlineData(Protocol.Tcp, PoolKind.Connect, ProbeKind.Connect, "a TCP source port from 10.0.2.15 towards 10.8.0.12:5432 by a connect() that sends nothing")]
    [InlineData(Protocol.Tcp, PoolKind.Bind, ProbeKind.Bind, "a TCP port by bind() from 10.0.2.15 to port 0, as what binds before it connects does")]
    [InlineData(Protocol.Udp, PoolKind.Bind, ProbeKind.UdpBind, "a UDP port by bind() from 10.0.2.15 to port 0")]
    [InlineData(Protocol.Udp, PoolKind.Connect, ProbeKind.UdpBind, "a UDP port by bind() from 10.0.2.15 to port 0")]
    public void Each_kind_of_pool_has_its_own(Protocol protocol, PoolKind kind, ProbeKind asked, string words)
    {
        var question = ProbeQuestion.Of(Key(protocol, kind, "10.0.2.15", "10.8.0.12"))!;

        question.Kind.ShouldBe(asked);
        question.Source.ShouldBe(Samples.Address("10.0.2.15"));
        ProbeText.Explain(question).ShouldStartWith("asks for " + words);
    }

    [Fact]
    public void Source_NAT_has_none() => ProbeQuestion.Of(Key(Protocol.Tcp, PoolKind.Nat, "203.0.113.1", "198.51.100.9")).ShouldBeNull();

    [Fact]
    public void A_device_and_a_zone_are_asked_with()
    {
        var question = ProbeQuestion.Of(Key(Protocol.Tcp, PoolKind.Connect, "fe80::1", "fe80::2") with { Interface = 7 })!;
        (question.Scope, question.Device).ShouldBe((7u, 7u));
        question = ProbeQuestion.Of(Key(Protocol.Tcp, PoolKind.Connect, "10.0.2.15", "10.8.0.12") with { Interface = 7 })!;
        (question.Scope, question.Device).ShouldBe((0u, 7u));
    }

    [Fact]
    public void The_wildcard_of_IPv6_is_that_of_sockets_that_speak_no_IPv4()
    {
        ProbeQuestion.Of(Key(Protocol.Udp, PoolKind.Connect, "::", "::"))!.IsIPv6Only.ShouldBeTrue();
        var any = ProbeQuestion.Of(Key(Protocol.Udp, PoolKind.Connect, "0.0.0.0", "::"))!;
        any.IsIPv6Only.ShouldBeFalse();
        ProbeText.Explain(any).ShouldBe("asks for a UDP port by bind() from any address to port 0, which takes from the same ports as connect() and sendto()");
    }

    [Fact]
    public void Answers_are_told_in_one_line()
    {
        var source = Samples.Address("10.0.2.15");
        ProbeText.Describe(new ProbeAnswer(ProbeOutcome.Given, string.Empty) { Source = source, Port = 34567, Search = TimeSpan.FromMilliseconds(0.012) }).ShouldBe("yes: port 34567 from 10.0.2.15, after 0.012 ms");
        ProbeText.Describe(new ProbeAnswer(ProbeOutcome.NoneLeft, "EADDRNOTAVAIL") { Source = source }).ShouldBe("no: EADDRNOTAVAIL; no port is left from 10.0.2.15");
        ProbeText.Describe(new ProbeAnswer(ProbeOutcome.Unanswered, "why")).ShouldBe("not answered: why");
    }

    private static PoolKey Key(Protocol protocol, PoolKind kind, string source, string destination)
        => new(1, protocol, kind, 0, Samples.Address(source), Samples.Address(destination), 5432);
}
