using FsCheck;
using FsCheck.Fluent;
using PortTop.Kernel.Conntrack;
using PortTop.Kernel.Namespaces;
using PortTop.Model;

namespace PortTop.Tests.Kernel.Conntrack;

public sealed class RuleTests
{
    private static readonly string Nft = File.ReadAllText(Recording.Path("conntrack.nft.json"));
    private static readonly string Xt = File.ReadAllText(Recording.Path("conntrack.xt.json"));
    private static readonly string Iptables = File.ReadAllText(Recording.Path("conntrack.iptables"));

    [Fact]
    public void Rules_of_nft()
    {
        var rules = NftRules.Parse(Nft, out var hasXt)!;

        hasXt.ShouldBeFalse();
        rules.Select(NatRuleText.Describe).ShouldBe(
        [
            "tcp from 10.77.1.0/24 dport 7000 out out0 masquerade to :50000-50099 random persistent",
            "tcp,udp from 10.1.0.0-10.2.255.255 snat to 10.77.2.1-10.77.2.5:2000-3000",
            "to 1.2.3.4 out not lo snat to 10.77.2.1",
            "out x masquerade fully-random",
            "tcp dport 80,443,1000-2000 out y,z masquerade (on further conditions)",
            "udp masquerade",
            "tcp dport 7001 masquerade",
            "from 192.0.2.0/24 snat to 10.77.2.1 (on further conditions)",
            "tcp snat to fd77:2::1:100-200",
            "masquerade",
        ]);
        rules[0].Place.ShouldBe("nft ip nat post");
        rules.Select(static rule => rule.IsIPv6).ShouldBe([.. Enumerable.Repeat<bool?>(false, 8), true, true]);
    }

    [Fact]
    public void Rules_of_iptables()
    {
        var rules = IptablesRules.Parse(Iptables, isIPv6: false);

        rules.Select(NatRuleText.Describe).ShouldBe(
        [
            "from 172.17.0.0/16 out not docker0 masquerade",
            "tcp to 9.9.9.9 dport 80 snat to 10.77.1.2-10.77.1.5:1000-2000 fully-random",
            "udp dport 53,5000-5010 masquerade to :40000-40999",
            "masquerade fully-random (on further conditions)",
        ]);
        rules.Select(static rule => rule.Maker).ShouldBe([NatRuleMaker.Docker, NatRuleMaker.Other, NatRuleMaker.Other, NatRuleMaker.Kubernetes]);
        IptablesRules.Parse(File.ReadAllText(Recording.Path("conntrack.ip6tables")), isIPv6: true).Select(NatRuleText.Describe).ShouldBe(["tcp snat to fd77:1::2:100-200"]);
    }

    [Fact]
    public void What_nft_shows_of_iptables_is_asked_of_iptables()
    {
        NftRules.Parse(Xt, out var hasXt)!.ShouldBeEmpty();
        hasXt.ShouldBeTrue();

        var asked = new List<string>();
        var reading = Read(asked, true, name => name.EndsWith("nft", StringComparison.Ordinal) ? Xt : name.Contains("ip6", StringComparison.Ordinal) ? string.Empty : Iptables);
        reading.Problem.ShouldBeNull();
        reading.Rules!.Count.ShouldBe(4);
        asked.ShouldBe(["/sbin/nft", "/sbin/iptables-nft-save", "/sbin/ip6tables-nft-save"]);
    }

    [Fact]
    public void Nothing_is_asked_of_what_the_kernel_has_not()
    {
        var asked = new List<string>();

        Read(asked, false, static _ => Nft).Rules.ShouldBe([]);
        asked.ShouldBeEmpty("asking would load it");
        Read(asked, null, static _ => Nft).ShouldSatisfyAllConditions(static reading => reading.Rules.ShouldBeNull(), static reading => reading.Problem!.ShouldContain("nf_tables"));
        asked.ShouldBeEmpty();
    }

    [Fact]
    public void A_program_that_fails_is_told()
    {
        var reading = Read([], true, static _ => null);

        reading.Rules.ShouldBeNull();
        reading.Problem.ShouldBe("nft ended badly");
    }

    [Fact]
    public void Programs_end_in_time_and_what_they_say_is_bounded()
    {
        FirewallProgram.Run("/bin/sh", "-c", "echo \"$HOME$PATH\"").ShouldBe(new ProgramOutput("/usr/sbin:/usr/bin:/sbin:/bin\n", null));
        FirewallProgram.Run("/bin/sh", "-c", "exit 3").Problem.ShouldBe("sh ended with status 3");
        FirewallProgram.Run("/bin/sh", "-c", "while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done").Problem.ShouldNotBeNull();
        FirewallProgram.Run("/bin/sh", "-c", "exec sleep 60").Problem.ShouldBe("sh did not end within 2 s");
        FirewallProgram.Run("/nowhere/nft").Problem!.ShouldStartWith("nft could not be run");
    }

    [Fact]
    public void Whatever_the_text_is_it_is_rules_or_none()
    {
        Break(Nft, static text => NftRules.Parse(text, out _));
        Break(Xt, static text => NftRules.Parse(text, out _));
        Break(Iptables, static text => IptablesRules.Parse(text, isIPv6: false));
        NftRules.Parse("[1]", out _).ShouldBeNull();
        NftRules.Parse("{\"nftables\":[1,{\"rule\":{\"expr\":[{\"snat\":7},3,{\"match\":[]}]}}]}", out _)!.Count.ShouldBe(1);
    }

    private static void Break(string text, Action<string> parse)
        => Prop.ForAll(
            Gen.Choose(0, text.Length - 1).Zip(Gen.Choose(32, 126)).ListOf().ToArbitrary(),
            changes =>
            {
                var characters = text.ToCharArray();
                foreach (var (at, value) in changes)
                {
                    characters[at] = (char)value;
                }

                parse(new string(characters));
            }).QuickCheckThrowOnFailure();

    private static NatRuleReading Read(List<string> asked, bool? hasTables, Func<string, string?> answer) => new RuleReader(
        new OwnEntrance("/nowhere"),
        (path, _) =>
        {
            asked.Add(path);
            return answer(path) is { } text ? new ProgramOutput(text, null) : new ProgramOutput(null, Path.GetFileName(path) + " ended badly");
        },
        static name => "/sbin/" + name,
        hasTables).Read();
}
