using PortTop.Model;

namespace PortTop.Tests.Model.Filters;

public sealed class PoolFilterTests
{
    private const string Everything = "ABCDEFGHI";

    [Theory]
    [InlineData("", Everything)]
    [InlineData("  ", Everything)]
    [InlineData("dst:10.8.", "AB")]
    [InlineData("dst:10.8.*", "AB")]
    [InlineData("dst:10.8", "ABC")]
    [InlineData("dst:10.8.0.0/16", "AB")]
    [InlineData("dst:10.8.0.1-10.8.0.20", "A")]
    [InlineData("dst:10.8.0.12", "A")]
    [InlineData("dst=10.8.0.12", "A")]
    [InlineData("dst:10.8.0.12:5432", "A")]
    [InlineData("dst:10.8.0.12:5433", "")]
    [InlineData("dst:10.8.0.1", "")]
    [InlineData("dst:10.8.|192.0.2.7", "ABD")]
    [InlineData("dst:2001:db8::/32", "I")]
    [InlineData("dst:2001:DB8:", "I")]
    [InlineData("dst:[2001:db8::5]:443", "I")]
    [InlineData("dst:[fe80::abcd%2]:9000", "E")]
    [InlineData("dst:[fe80::abcd%3]:9000", "")]
    [InlineData("dst:::ffff:10.8.0.12", "A")]
    [InlineData("dst:::/0", "EI")]
    [InlineData("dst:0.0.0.0/0", "ABCDH")]
    [InlineData("dst:any", "FG")]
    [InlineData("!dst:*", "ABCDEHI")]
    [InlineData("src:10.0.2.15", "ABDEF")]
    [InlineData("src:198.51.100.9", "H")]
    [InlineData("src:any", "G")]
    [InlineData("dport:443", "DHI")]
    [InlineData("dport:5432,6379", "AB")]
    [InlineData("dport:5432|6379", "AB")]
    [InlineData("dport:8000-9000", "CE")]
    [InlineData("dport>8080", "E")]
    [InlineData("dport>=8080", "CE")]
    [InlineData("dport<443", "")]
    [InlineData("dport<=443", "DHI")]
    [InlineData("dport!=443", "ABCEFG")]
    [InlineData("dport>65535", "")]
    [InlineData("name:mirror", "D")]
    [InlineData("mirror", "D")]
    [InlineData("name=mir", "")]
    [InlineData("owner:pay", "A")]
    [InlineData("owner:PAY", "A")]
    [InlineData("owner=pay", "")]
    [InlineData("owner=payment-api", "A")]
    [InlineData("owner:payment*", "A")]
    [InlineData("owner:*-api", "A")]
    [InlineData("owner:811", "A")]
    [InlineData("owner:81", "A")]
    [InlineData("owner=811", "A")]
    [InlineData("owner=81", "")]
    [InlineData("owner:payment-api[811]", "A")]
    [InlineData("owner:payment.service", "A")]
    [InlineData("owner:shop/cart", "B")]
    [InlineData("owner:aaaaaaaaaaaa", "B")]
    [InlineData("owner:containerd", "B")]
    [InlineData("owner:nginx", "C")]
    [InlineData("pid:2002", "C")]
    [InlineData("owner:docker0", "H")]
    [InlineData("owner:172.17.", "H")]
    [InlineData("owner:\"user alice\"", "D")]
    [InlineData("owner:?", "EFGI")]
    [InlineData("!owner:payment", "BCDEFGHI")]
    [InlineData("user:alice", "D")]
    [InlineData("user:root|1001", "BD")]
    [InlineData("user=100", "")]
    [InlineData("cmd:payment.toml", "A")]
    [InlineData("ns:shop", "I")]
    [InlineData("ns=host", "ABCDEFGH")]
    [InlineData("netns:1", Everything)]
    [InlineData("state:full", "A")]
    [InlineData("state:failing", "A")]
    [InlineData("state:filling", "B")]
    [InlineData("state:countdown", "B")]
    [InlineData("state:atRisk", "C")]
    [InlineData("state:at-risk|full", "AC")]
    [InlineData("state:\"at risk\"", "C")]
    [InlineData("state:trouble", "ABC")]
    [InlineData("!state:steady", "ABC")]
    [InlineData("state:time-wait", "A")]
    [InlineData("state:TIME_WAIT", "A")]
    [InlineData("state:close-wait", "B")]
    [InlineData("state:estab", "ABCDFHI")]
    [InlineData("state:established", "ABCDFHI")]
    [InlineData("state:unconn", "G")]
    [InlineData("kind:connect", "ABCDEI")]
    [InlineData("kind:bind", "F")]
    [InlineData("kind:udp", "G")]
    [InlineData("kind:nat|udp", "GH")]
    [InlineData("proto:udp", "G")]
    [InlineData("proto:TCP", "ABCDEFHI")]
    [InlineData("used>50%", "ABC")]
    [InlineData("used>=50%", "ABCF")]
    [InlineData("used > 50%", "ABC")]
    [InlineData("used>96", "A")]
    [InlineData("used:100%", "A")]
    [InlineData("used>0.01k", "ABCFH")]
    [InlineData("free<5", "AC")]
    [InlineData("free<=4%", "AC")]
    [InlineData("asks>100", "A")]
    [InlineData("asks>100/s", "A")]
    [InlineData("asks>100%", "ABI")]
    [InlineData("asks<100", "CDHI")]
    [InlineData("asks>5", "AB")]
    [InlineData("asks:?", "EFG")]
    [InlineData("!asks>5", "CDEFGHI")]
    [InlineData("open>=40", "A")]
    [InlineData("fail>0", "A")]
    [InlineData("failing>0", "A")]
    [InlineData("fail<=0", "BCD")]
    [InlineData("fail:?", "EFGHI")]
    [InlineData("net>-1 net<1", "ABCDFGHI")]
    [InlineData("out<5m", "AB")]
    [InlineData("out<=4m", "AB")]
    [InlineData("out<4m", "A")]
    [InlineData("out>1m30s", "B")]
    [InlineData("out<240.5", "AB")]
    [InlineData("!out<5m", "CDEFGHI")]
    [InlineData("timewait>50", "A")]
    [InlineData("time-wait>50%", "A")]
    [InlineData("closewait>1k", "")]
    [InlineData("closeWait>0", "B")]
    [InlineData("estab>=96", "C")]
    [InlineData("synsent>0%", "")]
    [InlineData("5432", "A")]
    [InlineData("10.8.0.", "AB")]
    [InlineData("10.8.0.12:5432", "A")]
    [InlineData("[2001:db8::5]:443", "I")]
    [InlineData("fe80::abcd", "E")]
    [InlineData("2001:db8::5|fe80::abcd", "EI")]
    [InlineData("payment-api[811]", "A")]
    [InlineData("shop/", "BI")]
    [InlineData("alice", "D")]
    [InlineData("nat", "H")]
    [InlineData("NAT docker0", "H")]
    [InlineData("any", "FG")]
    [InlineData("close-wait", "B")]
    [InlineData("\"at risk\"", "C")]
    [InlineData("failing", "A")]
    [InlineData("full", "AB")]
    [InlineData("cart|haproxy", "BC")]
    [InlineData("!!cart", "B")]
    [InlineData("dst:10.8. dport:5432", "A")]
    [InlineData("dst:10.8. !dport:5432", "B")]
    [InlineData("dst:10.8. owner:cart used>50% out<5m", "B")]
    public void A_filter_matches_what_it_says(string text, string letters) => FilterSamples.Matching(text).ShouldBe(letters);

    [Fact]
    public void That_some_failed_is_known_before_how_many()
    {
        var pool = Samples.Pool(1, 100).Failing(5, 5) with { Failed = null };

        PoolFilter.Parse("fail>0").Matches(pool, Samples.Time).ShouldBeTrue();
        PoolFilter.Parse("fail<9").Matches(pool, Samples.Time).ShouldBeFalse();
    }

    [Fact]
    public void The_pools_keep_their_order_and_nothing_is_copied_without_a_filter()
    {
        IReadOnlyList<PoolSample> pools = [.. FilterSamples.Pools.Select(static entry => entry.Pool).Reverse()];

        PoolFilter.All.Apply(pools, Samples.Time).ShouldBeSameAs(pools);
        PoolFilter.Parse("dst:10.8.").Apply(pools, Samples.Time).Select(static pool => pool.Key.Port).ShouldBe([(ushort)6379, (ushort)5432]);
    }

    [Fact]
    public void Matching_allocates_nothing()
    {
        string[] texts =
        [
            "dst:10.8. src:10.0.0.0/8 dport:1-65535", "owner:nobody|payment", "user:nobody", "cmd:x", "ns:host used>1% free>0% asks>1 out<5m", "timewait>1%", "plain", "owner:pay*",
            "state:full|time-wait kind:connect", "!owner:?", "asks:?",
        ];
        PoolFilter[] filters = [.. texts.Select(PoolFilter.Parse)];
        PoolSample[] pools = [.. FilterSamples.Pools.Select(static entry => entry.Pool)];
        var matched = 0;

        Garbage.Of(() =>
        {
            foreach (var filter in filters)
            {
                foreach (var pool in pools)
                {
                    matched += filter.Matches(pool, Samples.Time) ? 1 : 0;
                }
            }
        }).ShouldBe(0);
        matched.ShouldBeGreaterThan(0);
    }
}
