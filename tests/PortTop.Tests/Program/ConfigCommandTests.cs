using System.Text;
using System.Text.Json;
using PortTop.Commands;
using PortTop.Configuration;

namespace PortTop.Tests.Program;

public sealed class ConfigCommandTests : SettingsFolder
{
    [Fact]
    public void Each_setting_stands_with_its_value_and_where_it_comes_from()
    {
        Write("etc/portop.json", "{\n  \"interval\": 2,\n  \"budget\": 0.1,\n  \"aliases\": {\n    \"10.8.0.12\": \"db\",\n    \"10.8.0.0/16\": \"shop\"\n  }\n}");
        Write("home/portop.json", "{\n  \"interval\": 3,\n  \"columns\": [\"state\", \"use\"],\n  \"aliases\": { \"10.8.0.12\": \"payments-db\" }\n}");
        Variables["PORTTOP_THEME"] = "monochrome";
        Variables["PORTTOP_VIEW"] = "owners";
        Options["view"] = "pools";
        Options["glyphs"] = "ascii";
        var (page, status) = Run();

        status.ShouldBe(0);
        Row(page, "interval").ShouldBe($"3 {Root}/home/portop.json:2");
        Row(page, "budget").ShouldBe($"0.1 {Root}/etc/portop.json:3");
        Row(page, "columns").ShouldBe($"state, use {Root}/home/portop.json:3");
        Row(page, "theme").ShouldBe("monochrome PORTTOP_THEME");
        Row(page, "view").ShouldBe("pools --view");
        Row(page, "glyphs").ShouldBe("ascii --ascii");
        Row(page, "sort").ShouldBe("severity default");
        Row(page, "logs").ShouldBe("none default");
        Row(page, "aliases").ShouldBe($"10.8.0.12 is payments-db {Root}/home/portop.json:4", "a name of its own does not take away the others");
        page.ShouldContain($"10.8.0.0/16 is shop  ");
        page.ShouldContain($"{Root}/etc/portop.json: read\n");
        page.ShouldContain("theme monochrome: in the program\n");
        page.ShouldEndWith("PROBLEMS: none\n");
    }

    [Fact]
    public void What_is_wrong_is_told_below_and_by_the_exit_status()
    {
        Write("etc/portop.json", "{\n  \"intervall\": 2\n}");
        Write("home/themes/mine.json", "{\n  \"fulll\": \"bold\"\n}");
        Variables["PORTTOP_THEME"] = "mine";
        Variables["PORTTOP_ALIASES"] = "10.8.0.12=db,10.8=x";
        var (page, status) = Run();

        status.ShouldBe(1);
        page.ShouldContain($"{Root}/home/portop.json: not there\n");
        page.ShouldContain($"theme mine: {Root}/home/themes/mine.json\n");
        page.ShouldContain($"PROBLEMS\n  {Root}/etc/portop.json:2: there is no setting \"intervall\"; did you mean \"interval\"?\n");
        page.ShouldContain("  environment PORTTOP_ALIASES: \"10.8=x\" cannot stand in the aliases; they must be addresses with names");
        page.ShouldContain($"  {Root}/home/themes/mine.json:2: there is no role \"fulll\"; did you mean \"full\"?\n");
        page.ShouldContain("10.8.0.12 is db");
    }

    [Fact]
    public void Scripts_read_the_same_as_JSON()
    {
        Write("etc/portop.json", "{ \"interval\": 2, \"nonsense\": 1 }");
        var (page, status) = Run(isJson: true);

        status.ShouldBe(1);
        using var json = JsonDocument.Parse(page);
        var interval = json.RootElement.GetProperty("settings").EnumerateArray().First(static setting => setting.GetProperty("name").GetString() == "interval");
        interval.GetProperty("value").GetString().ShouldBe("2");
        interval.GetProperty("from").GetString().ShouldBe(Path.Combine(Root, "etc/portop.json") + ":1");
        json.RootElement.GetProperty("files")[0].GetProperty("outcome").GetString().ShouldBe("read");
        json.RootElement.GetProperty("problems").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void The_defaults_are_a_file_to_begin_with()
    {
        Write("home/portop.json", Encoding.UTF8.GetString(Packaged.Read(SettingsLoader.FileName)));

        Run().Status.ShouldBe(0);
    }

    /// <summary>The rest of a setting's line, with one blank between its words.</summary>
    private static string Row(string page, string name)
        => string.Join(' ', page.Split('\n').First(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);

    private (string Page, int Status) Run(bool isJson = false)
    {
        using var output = new MemoryStream();
        var status = new ConfigCommand(SettingsLoader.Load(Paths, null, Variables, Options), Paths).Run(output, isJson);
        return (Encoding.UTF8.GetString(output.ToArray()), status);
    }
}
