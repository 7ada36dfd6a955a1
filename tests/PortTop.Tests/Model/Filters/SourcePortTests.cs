using PortTop.Model;

namespace PortTop.Tests.Model.Filters;

/// <summary>Pools by the local ports of their sockets.</summary>
public sealed class SourcePortTests
{
    /// <summary>The lowest ports of its sockets are known, and that it has the port 40100 because it was asked about.</summary>
    private static readonly PoolSample Pool = Samples.Pool(5432, 20) with
    {
        SourcePorts = default(FewPorts).With(40_000).With(40_002),
        AskedPorts = [40_100],
    };

    [Theory]
    [InlineData("sport:40000", true)]
    [InlineData("sport=40002", true)]
    [InlineData("sport:40100", true)]
    [InlineData("srcport:40100", true)]
    [InlineData("lport:40000", true)]
    [InlineData("sport:40001", false)]
    [InlineData("sport:4000", false)]
    [InlineData("sport:5432", false)]
    [InlineData("sport:40001,40002", true)]
    [InlineData("sport:40001|40100", true)]
    [InlineData("sport:40001|40003", false)]
    [InlineData("!sport:40000", false)]
    [InlineData("!sport:40100", false)]
    [InlineData("!sport:40001", true)]
    [InlineData("sport!=40000", false)]
    [InlineData("sport:40000 sport:40100", true)]
    [InlineData("sport:40000 sport:40001", false)]
    [InlineData("sport:40000 dport:443", false)]
    public void A_pool_is_meant_that_has_a_socket_on_the_port(string text, bool expected)
        => PoolFilter.Parse(text).Matches(Pool, Samples.Time).ShouldBe(expected);

    [Fact]
    public void More_ports_than_are_read_are_a_mistake_and_not_left_out_in_silence()
    {
        PoolFilter.TryParse("sport:9,8,7,6,5,4,3,2,1", out _, out var error).ShouldBeFalse();
        error!.Message.ShouldContain("8 local ports at most");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("dport:443 owner:web", "")]
    [InlineData("sport:40000", "40000")]
    [InlineData("!sport:40000", "40000")]
    [InlineData("sport:40002,40000|40002 sport:40001", "40000 40001 40002")]
    [InlineData("sport:8,7,6,5,4,3,2 sport:1", "1 2 3 4 5 6 7 8")]
    public void The_ports_are_told_that_have_to_be_read(string text, string ports)
    {
        var filter = PoolFilter.Parse(text);

        string.Join(' ', filter.SourcePorts).ShouldBe(ports);
        filter.SourcePorts.ShouldBeSameAs(filter.SourcePorts, "what a person looks at changes where the list does");
    }

    [Theory]
    [InlineData("sport:0")]
    [InlineData("sport:65536")]
    [InlineData("sport:-1")]
    [InlineData("sport:http")]
    [InlineData("sport:40000-40010")]
    [InlineData("sport>40000")]
    [InlineData("sport<=40000")]
    [InlineData("sport:40000,x")]
    public void What_is_no_port_is_refused_with_what_would_be_right(string text)
    {
        PoolFilter.TryParse(text, out _, out var error).ShouldBeFalse();

        error!.Message.ShouldContain("a number from 1 to 65535, or a list 40000,40002");
    }
}
