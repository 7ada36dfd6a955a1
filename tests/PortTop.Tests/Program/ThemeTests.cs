using PortTop.Configuration;
using PortTop.Tui.Device;
using PortTop.Tui.Themes;

namespace PortTop.Tests.Program;

public sealed class ThemeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("porttop-test-").FullName;
    private readonly List<string> _problems = [];

    private ConfigurationPaths Paths => new(Path.Combine(_root, "etc"), _root);

    public static TheoryData<string> Packaged => [.. PortTop.Configuration.Packaged.Names("themes")];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [MemberData(nameof(Packaged))]
    public void A_packaged_theme_says_every_role_and_nothing_wrong(string name)
    {
        ThemeLoader.Load(name, Paths, _problems).Count.ShouldBe(Roles.Names.Count);

        _problems.ShouldBeEmpty();
        FlatJson.Read(Configuration.Packaged.Read($"themes/{name}.json"), name, _problems).Select(static entry => entry.Key)
            .ShouldBe(Roles.Names, ignoreOrder: true);
    }

    [Fact]
    public void The_monochrome_theme_has_no_colour_and_tells_conditions_apart()
    {
        var styles = ThemeLoader.Load("monochrome", Paths, _problems);

        styles.ShouldAllBe(static style => style.Foreground.IsDefault && style.Background.IsDefault);
        Look(styles, Role.Full).ShouldNotBe(Look(styles, Role.Steady));
        Look(styles, Role.AtRisk).ShouldNotBe(Look(styles, Role.Steady));
        Look(styles, Role.Selected).ShouldNotBe(Look(styles, Role.Plain + 1));
    }

    [Fact]
    public void A_theme_of_ones_own_changes_what_it_names_and_takes_the_rest_from_the_default()
    {
        Write("themes/mine.json", "{\"full\": \"reverse\"}");
        var mine = ThemeLoader.Load("mine", Paths, _problems);
        var usual = ThemeLoader.Load("default", Paths, _problems);

        _problems.ShouldBeEmpty();
        Look(mine, Role.Full).ShouldBe(new Style(default, default, StyleAttributes.Reverse));
        Look(mine, Role.Steady).ShouldBe(Look(usual, Role.Steady));
    }

    [Theory]
    [InlineData("{\n\"fulll\": \"bold\"}", ":2: there is no role \"fulll\"; did you mean \"full\"?")]
    [InlineData("{\n\n\"full\": \"blod\"}", ":3: full: \"blod\" is neither an attribute nor a colour")]
    [InlineData("{\"full\": {}}", ":1: full: ")]
    [InlineData("{\"full\": \"red\",", ":1: not JSON")]
    public void A_wrong_theme_names_its_line_and_the_default_is_used(string content, string problem)
    {
        Write("themes/mine.json", content);
        var styles = ThemeLoader.Load("mine", Paths, _problems);

        _problems.ShouldHaveSingleItem().ShouldStartWith(Path.Combine(_root, "themes/mine.json") + problem);
        Look(styles, Role.Steady).ShouldBe(Look(ThemeLoader.Load("default", Paths, []), Role.Steady));
    }

    [Fact]
    public void A_theme_that_is_not_there_is_named_with_those_that_are()
    {
        ThemeLoader.Exists("banana", Paths).ShouldBeFalse();
        ThemeLoader.Load("banana", Paths, _problems).Count.ShouldBe(Roles.Names.Count);

        _problems.ShouldHaveSingleItem().ShouldBe(
            "there is no theme \"banana\"; there are color-blind, default, high-contrast, light, monochrome, or give the path of a file; the default theme is used");
    }

    [Fact]
    public void The_rack_has_packaged_themes_and_those_of_the_machine_and_the_person_each_once()
    {
        Write("themes/mine.json", "{}");
        Write("themes/light.json", "{}");
        Write("etc/themes/theirs.json", "{}");
        Write("themes/no-theme.txt", "");
        var rack = new ThemeRack(Paths, ColorDepth.True);

        rack.Names("light").ShouldBe(["color-blind", "default", "high-contrast", "light", "mine", "monochrome", "theirs"]);
        rack.Names("/tmp/x.json")[0].ShouldBe("/tmp/x.json", "the path of a file is one too while it is in force");
        new ThemeRack(new ConfigurationPaths("/nonexistent", null), ColorDepth.True).Names("default").Count.ShouldBe(5);
    }

    [Fact]
    public void A_wrong_theme_that_is_changed_to_says_its_line_and_can_be_drawn()
    {
        Write("themes/mine.json", "{\n\"full\": \"blod\"}");

        new ThemeRack(Paths, ColorDepth.True).Load("mine", _problems).Sequence((int)Role.Full).Length.ShouldBeGreaterThan(3);
        _problems.ShouldHaveSingleItem().ShouldContain("mine.json:2: full: \"blod\"");
    }

    private static Style Look(IReadOnlyList<Style> styles, Role role) => styles[(int)role - 1];

    private void Write(string path, string content)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }
}
