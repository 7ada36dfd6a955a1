using PortTop.Configuration;
using PortTop.Model;

namespace PortTop.Tests.Program;

public sealed class SettingsTests : SettingsFolder
{
    [Fact]
    public void The_packaged_file_has_every_setting_and_nothing_wrong()
    {
        var loaded = Load();

        loaded.Problems.ShouldBeEmpty();
        loaded.Settings.Interval.ShouldBe(1);
        loaded.Settings.Budget.ShouldBe(0.02);
        loaded.Settings.Sort.ShouldBe("severity");
        var problems = new List<string>();
        FlatJson.Read(Packaged.Read("portop.json"), "portop.json", problems).Select(static entry => entry.Key)
            .ShouldBe(SettingDefinition.All.Select(static setting => setting.Name), ignoreOrder: true);
    }

    [Fact]
    public void Each_layer_is_stronger_than_the_one_before()
    {
        double Interval() => Load(configFile: File.Exists(Path.Combine(Root, "own.json")) ? Path.Combine(Root, "own.json") : null).Settings.Interval;
        Interval().ShouldBe(1);
        Write("etc/portop.json", """{"interval": 2, "theme": "monochrome"}""");
        Interval().ShouldBe(2);
        Write("home/portop.json", """{"interval": 3}""");
        Interval().ShouldBe(3);
        Write("own.json", """{"interval": 4}""");
        Interval().ShouldBe(4);
        Variables["PORTTOP_INTERVAL"] = "5";
        Interval().ShouldBe(5);
        Options["interval"] = "6";
        Interval().ShouldBe(6);
        Load().Settings.Theme.ShouldBe("monochrome", "a layer changes what it names");
    }

    [Theory]
    [InlineData("{\n  \"intervall\": 2\n}", ":2: there is no setting \"intervall\"; did you mean \"interval\"?")]
    [InlineData("{\n\n  \"interval\": \"soon\"\n}", ":3: \"soon\" cannot be the interval; it must be a number from 0.1 to 3600")]
    [InlineData("{\"interval\": 0}", ":1: \"0\" cannot be the interval")]
    [InlineData("{\"collector\": \"bpf\"}", ":1: \"bpf\" cannot be the collector; it must be one of auto, netlink, procfs")]
    [InlineData("{\"interval\": {\"a\": [1]}}", ":1: this cannot be the interval")]
    [InlineData("{\"interval\": null}", ":1: this cannot be the interval")]
    [InlineData("{\"upstream\": \"aws\"}", ":1: \"aws\" cannot be the upstream; it must be one of none, aws-nat-gateway, gcp-cloud-nat")]
    [InlineData("{\"upstreamPorts\": 0}", ":1: \"0\" cannot be the upstreamPorts; it must be preset, or a whole number from 1 to 1000000")]
    [InlineData("{\"upstreamNetworks\": \"10/8\"}", ":1: \"10/8\" cannot be the upstreamNetworks; it must be \"public\", or networks")]
    [InlineData("{\"filter\": \"web dport:54x2\"}", ":1: \"web dport:54x2\" cannot be the filter; at character 11: \"54x2\" is no port;")]
    [InlineData("[]", ":1: a file of settings is one JSON object")]
    [InlineData("", ":1: the file is empty")]
    [InlineData("{\"budget\": 0.5,\n\"Budget\": 0.4}", ":2: \"Budget\" stands in line 1 already; the last one counts")]
    [InlineData("{\n \"interval\" 2}", ":2: not JSON")]
    [InlineData("{\"budget\": 0.5} trailing", ":1: not JSON")]
    [InlineData("{\"logs\":\n[\"/a\",\n 7]}", ":3: this cannot stand in the logs; they must be a list of texts that are not empty: [\"/var/log/nginx/error.log\", \"kernel\"]")]
    [InlineData("{\"logs\": [\"/a\", \" \"]}", ":1: \" \" cannot stand in the logs")]
    [InlineData("{\"logs\": [\"/a\", [\"/b\", {\"c\": []}]]}", ":1: this cannot stand in the logs")]
    [InlineData("{\"logs\": \"/a\"}", ":1: \"/a\" cannot be the logs; it must be a list of texts")]
    [InlineData("{\"logs\": null}", ":1: this cannot be the logs")]
    [InlineData("{\"logs\": [\"/a\", }", ":1: not JSON")]
    [InlineData("{\"log\": [\"/a\"]}", ":1: there is no setting \"log\"; did you mean \"logs\"?")]
    [InlineData("{\"interval\": [1]}", ":1: this cannot be the interval")]
    public void A_wrong_file_is_named_with_its_line_and_the_remedy(string content, string problem)
    {
        Write("home/portop.json", content);

        Load().Problems.ShouldHaveSingleItem().ShouldStartWith(Path.Combine(Root, "home/portop.json") + problem);
    }

    [Fact]
    public void Settings_that_do_not_go_together_are_named()
    {
        Write("home/portop.json", """{"upstream": "port-block"}""");
        Load().Problems.ShouldHaveSingleItem().ShouldContain("set \"upstreamPorts\"");
        Variables["PORTTOP_UPSTREAMPORTS"] = "1008";
        Load().Problems.ShouldBeEmpty();
        UpstreamBudget.From(Load().Settings, out _)!.Limit.ShouldBe(1008);
    }

    [Fact]
    public void What_is_right_in_a_wrong_file_counts()
    {
        Write("home/portop.json", "// mine\n{\"budget\": 0.5, \"nonsense\": 1, \"sort\": \"free\", \"interval\": -1, }");
        var loaded = Load();

        loaded.Problems.Count.ShouldBe(2);
        (loaded.Settings.Budget, loaded.Settings.Sort, loaded.Settings.Interval).ShouldBe((0.5, "free", 1));
    }

    [Fact]
    public void What_stands_before_a_mistake_in_the_syntax_counts()
    {
        Write("home/portop.json", "{\"budget\": 0.5,\n\"sort\": free}");
        var loaded = Load();

        loaded.Problems.ShouldHaveSingleItem().ShouldContain(":2: not JSON");
        loaded.Settings.Budget.ShouldBe(0.5);
    }

    [Fact]
    public void A_list_takes_the_place_of_a_weaker_one_as_a_whole()
    {
        IReadOnlyList<string> Logs() => SettingDefinition.Items(Load().Settings.Logs);
        Logs().ShouldBeEmpty();
        Write("etc/portop.json", """{"logs": ["/var/log/a:1.log", "kernel", "/b"]}""");
        Logs().ShouldBe(["/var/log/a:1.log", "kernel", "/b"]);
        Write("home/portop.json", """{"logs": ["/c", 7]}""");
        Logs().ShouldBe(["/c"], "what is right in it counts");
        Variables["PORTTOP_LOGS"] = "/d:kernel::";
        Logs().ShouldBe(["/d", "kernel"]);
        Options["logs"] = SettingDefinition.Join(["/e"]);
        Logs().ShouldBe(["/e"]);
        Options.Clear();
        Variables["PORTTOP_LOGS"] = string.Empty;
        Logs().ShouldBeEmpty();
        Variables.Clear();
        Write("home/portop.json", """{"logs": []}""");
        Logs().ShouldBeEmpty();
        Load().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_wrong_variable_is_named()
    {
        Variables["PORTTOP_INTERVAL"] = "never";
        Variables["PORTTOP_THEM\e"] = "x";
        Variables["PATH"] = "/bin";
        var problems = Load().Problems;

        problems.Count.ShouldBe(2);
        problems.ShouldContain(static problem => problem.StartsWith("environment PORTTOP_INTERVAL: \"never\" cannot be the interval", StringComparison.Ordinal));
        problems.ShouldAllBe(static problem => !problem.Contains('\e', StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_was_asked_for_must_be_there()
        => Should.Throw<UsageException>(() => Load(configFile: "/nowhere/own.json")).Message.ShouldStartWith("--config /nowhere/own.json: cannot be read");

    [Theory]
    [InlineData("/", "it is a directory")]
    [InlineData("/dev/zero", "longer than a megabyte")]
    public void A_file_that_can_be_none_is_refused(string path, string reason)
        => Should.Throw<UsageException>(() => Load(configFile: path)).Message.ShouldContain(reason);

    [Theory]
    [InlineData("/home/me", null, "/home/me/.config/porttop")]
    [InlineData("/home/me", "/cfg", "/cfg/porttop")]
    [InlineData("/home/me", "relative", "/home/me/.config/porttop")]
    [InlineData(null, null, null)]
    public void The_folders_are_those_of_the_XDG_specification(string? home, string? xdg, string? user)
        => ConfigurationPaths.From(name => name == "HOME" ? home : xdg).User.ShouldBe(user);

    private LoadedSettings Load(string? configFile = null) => SettingsLoader.Load(Paths, configFile, Variables, Options);
}
