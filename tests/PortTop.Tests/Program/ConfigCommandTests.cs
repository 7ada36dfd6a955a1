using System.Collections;
using System.Text;
using System.Text.Json;
using PortTop.Commands;
using PortTop.Configuration;

namespace PortTop.Tests.Program;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("porttop-test-").FullName;
    private readonly Hashtable _environment = [];
    private readonly Dictionary<string, string?> _options = [];

    private ConfigurationPaths Paths => new(Path.Combine(_root, "etc"), Path.Combine(_root, "home"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Each_setting_stands_with_its_value_and_where_it_comes_from()
    {
        Write("etc/portop.json", "{\n  \"interval\": 2,\n  \"budget\": 0.1,\n  \"aliases\": {\n    \"10.8.0.12\": \"db\",\n    \"10.8.0.0/16\": \"shop\"\n  }\n}");
        Write("home/portop.json", "{\n  \"interval\": 3,\n  \"columns\": [\"state\", \"use\"],\n  \"aliases\": { \"10.8.0.12\": \"payments-db\" }\n}");
        _environment["PORTTOP_THEME"] = "monochrome";
        _environment["PORTTOP_VIEW"] = "owners";
        _options["view"] = "pools";
        _options["glyphs"] = "ascii";
        var (page, status) = Run();

        status.ShouldBe(0);
        Row(page, "interval").ShouldBe($"3 {_root}/home/portop.json:2");
        Row(page, "budget").ShouldBe($"0.1 {_root}/etc/portop.json:3");
        Row(page, "columns").ShouldBe($"state, use {_root}/home/portop.json:3");
        Row(page, "theme").ShouldBe("monochrome PORTTOP_THEME");
        Row(page, "view").ShouldBe("pools --view");
        Row(page, "glyphs").ShouldBe("ascii --ascii");
        Row(page, "sort").ShouldBe("severity default");
        Row(page, "logs").ShouldBe("none default");
        Row(page, "aliases").ShouldBe($"10.8.0.12 is payments-db {_root}/home/portop.json:4", "a name of its own does not take away the others");
        page.ShouldContain($"10.8.0.0/16 is shop  ");
        page.ShouldContain($"{_root}/etc/portop.json: read\n");
        page.ShouldContain("theme monochrome: in the program\n");
        page.ShouldEndWith("PROBLEMS: none\n");
    }

    [Fact]
    public void What_is_wrong_is_told_below_and_by_the_exit_status()
    {
        Write("etc/portop.json", "{\n  \"intervall\": 2\n}");
        Write("home/themes/mine.json", "{\n  \"fulll\": \"bold\"\n}");
        _environment["PORTTOP_THEME"] = "mine";
        _environment["PORTTOP_ALIASES"] = "10.8.0.12=db,10.8=x";
        var (page, status) = Run();

        status.ShouldBe(1);
        page.ShouldContain($"{_root}/home/portop.json: not there\n");
        page.ShouldContain($"theme mine: {_root}/home/themes/mine.json\n");
        page.ShouldContain($"PROBLEMS\n  {_root}/etc/portop.json:2: there is no setting \"intervall\"; did you mean \"interval\"?\n");
        page.ShouldContain("  environment PORTTOP_ALIASES: \"10.8=x\" cannot stand in the aliases; they must be addresses with names");
        page.ShouldContain($"  {_root}/home/themes/mine.json:2: there is no role \"fulll\"; did you mean \"full\"?\n");
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
        interval.GetProperty("from").GetString().ShouldBe(Path.Combine(_root, "etc/portop.json") + ":1");
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
        var status = new ConfigCommand(SettingsLoader.Load(Paths, null, _environment, _options), Paths).Run(output, isJson);
        return (Encoding.UTF8.GetString(output.ToArray()), status);
    }

    private void Write(string path, string content)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }
}
