using PortTop.Model;

namespace PortTop.Tests.Model.Filters;

public sealed class FilterErrorTests
{
    [Theory]
    [InlineData("dst:10.8. dport:54x2", "54x2", "\"54x2\" is no port; that is a number up to 65535, a list 80,443 or a range 8000-8100")]
    [InlineData("dport:80,70000", "70000", "is no port")]
    [InlineData("dport:90-80", "90-80", "is no port")]
    [InlineData("dport:http", "http", "is no port")]
    [InlineData("dport>80|90", "80|90", "one number goes with a comparison")]
    [InlineData("dport:80|", "dport:80|", "a value is missing")]
    [InlineData("dport:,80", "dport:,80", "a value is missing")]
    [InlineData("port:80", "port", "did you mean dport")]
    [InlineData("sport:0", "0", "\"0\" is no local port; that is a number from 1 to 65535, or a list 40000,40002")]
    [InlineData("sport>80", "80", "is no local port")]
    [InlineData("sport:80-90", "80-90", "is no local port")]
    [InlineData("ip:10.0.0.1", "ip", "did you mean dst")]
    [InlineData("onwer:web", "onwer", "\"onwer\" is not known; did you mean owner?")]
    [InlineData("banana:1", "banana", "there is no field \"banana\"; there are dst, dport, sport, src, name, owner,")]
    [InlineData("web dst:db.example.com", "db.example.com", "is no address; an address looks like 10.8.0.12, 10.8. (its beginning), 10.8.0.0/16, 2001:db8::5, 2001:db8::/32 or any; a name of yours for one is name:db.example.com")]
    [InlineData("dst:10.8.0.300", "10.8.0.300", "is no address")]
    [InlineData("dst:10.8.0.0/33", "10.8.0.0/33", "is no address")]
    [InlineData("dst:2001:db8::5::", "2001:db8::5::", "is no address")]
    [InlineData("dst=10.8.", "10.8.", "is no address")]
    [InlineData("dst>10.8.", "10.8.", "only figures can be compared")]
    [InlineData("src:10.0.2.15:80", "10.0.2.15:80", "src: takes the address alone")]
    [InlineData("dst:", "dst:", "nothing stands behind dst:; dst:10.8. would be right")]
    [InlineData("used> ", "used> ", "nothing stands behind used>; used>50% would be right")]
    [InlineData("used=>5", "=>", "this is no comparison")]
    [InlineData("state:fulll", "fulll", "did you mean full?")]
    [InlineData("state:banana", "banana", "is none of full, failing, failed,")]
    [InlineData("kind:x", "x", "\"x\" is none of connect, bind, udp, window, nat")]
    [InlineData("used>50percent", "50percent", "it looks like 1000 or 10k, or 50%")]
    [InlineData("open>50%", "50%", "no share")]
    [InlineData("out<5x", "5x", "\"5x\" is no time; it looks like 30s, 5m or 1h30m")]
    [InlineData("out<30s5m", "30s5m", "is no time")]
    [InlineData("owner>web", "web", "only figures can be compared")]
    [InlineData("owner:\"my app", "\"my app", "the quote is not closed")]
    [InlineData("owner:\"\"", "\"\"", "nothing stands between the quotes")]
    [InlineData("owner:\"a\"b", "\"a\"b", "a blank goes behind the closing quote")]
    [InlineData("!", "!", "nothing stands behind !")]
    [InlineData("a ! b", "!", "nothing stands behind !")]
    [InlineData("dport:80 or dport:443", "or", "dport:80|443")]
    [InlineData("a AND b", "AND", "leave it out")]
    [InlineData("a && b", "&&", "leave it out")]
    [InlineData("not web", "not", "!owner:web")]
    [InlineData("(web", "(web", "no brackets")]
    [InlineData(">50", ">50", "a comparison stands behind a field")]
    public void What_is_wrong_is_pointed_at_with_the_remedy(string text, string wrong, string message)
    {
        PoolFilter.TryParse(text, out _, out var error).ShouldBeFalse();

        text.Substring(error.Position, error.Length).ShouldBe(wrong);
        error.Message.ShouldContain(message);
        error.Pointer.ShouldBe(new string(' ', error.Position) + new string('^', wrong.Length));
    }

    [Theory]
    [InlineData("\"or\"")]
    [InlineData("\"banana:1\"")]
    [InlineData("owner:(sd-pam)")]
    [InlineData("cmd:--port=80")]
    public void What_looks_wrong_can_be_looked_for(string text) => PoolFilter.TryParse(text, out _, out _).ShouldBeTrue();
}
