using PortTop.Configuration;
using PortTop.Tui.Device;
using PortTop.Tui.Themes;

namespace PortTop.Tests.Program.Themes;

/// <summary>Every role of every theme can be read, in all the colours that it may be turned into.</summary>
public sealed class ReadabilityTests
{
    /// <summary>Text (WCAG 2.2, 1.4.3).</summary>
    private const double Readable = 4.5;

    /// <summary>What is no text: the parts of bars (WCAG 2.2, 1.4.11).</summary>
    private const double Visible = 3;

    /// <summary>The 16 colours are the terminal's own: xterm's, which are counted here, are only the usual ones.</summary>
    private const double ReadableInSixteen = 4;

    /// <summary>CIE76: a step that nobody overlooks.</summary>
    private const double Distinct = 15;

    private static readonly ConfigurationPaths Nowhere = new("/nonexistent", null);
    private static readonly Role[] Severities = [Role.Steady, Role.Settles, Role.AtRisk, Role.Full];

    public static TheoryData<string, ColorDepth> ThemesAndDepths
    {
        get
        {
            var data = new TheoryData<string, ColorDepth>();
            foreach (var theme in Packaged.Names("themes"))
            {
                foreach (var depth in Enum.GetValues<ColorDepth>())
                {
                    data.Add(theme, depth);
                }
            }

            return data;
        }
    }

    public static TheoryData<Eyes, ColorDepth> EyesAndDepths
    {
        get
        {
            var data = new TheoryData<Eyes, ColorDepth>();
            foreach (var eyes in Enum.GetValues<Eyes>())
            {
                data.Add(eyes, ColorDepth.Sixteen);
                data.Add(eyes, ColorDepth.Indexed);
                data.Add(eyes, ColorDepth.True);
            }

            return data;
        }
    }

    public static TheoryData<string> Themes => [.. Packaged.Names("themes")];

    [Theory]
    [MemberData(nameof(ThemesAndDepths))]
    public void Every_role_stands_out_from_its_background(string theme, ColorDepth depth)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var look = Of(theme, depth, role);
            var needed = role is Role.BarFree or Role.BarHeld or Role.BarReserved or Role.BarUsed ? Visible : depth == ColorDepth.Sixteen ? ReadableInSixteen : Readable;

            look.Foreground.Contrast(look.Background).ShouldBeGreaterThan(needed, $"{role}");
        }
    }

    [Theory]
    [MemberData(nameof(EyesAndDepths))]
    public void The_colour_blind_theme_tells_severities_apart_whatever_cones_one_has(Eyes eyes, ColorDepth depth)
    {
        for (var i = 0; i < Severities.Length; i++)
        {
            for (var j = i + 1; j < Severities.Length; j++)
            {
                var (one, other) = (Of("color-blind", depth, Severities[i]), Of("color-blind", depth, Severities[j]));
                var distance = Math.Max(
                    one.Foreground.SeenBy(eyes).Distance(other.Foreground.SeenBy(eyes)), one.Background.SeenBy(eyes).Distance(other.Background.SeenBy(eyes)));

                distance.ShouldBeGreaterThan(Distinct, $"{Severities[i]} and {Severities[j]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void With_and_without_colour_trouble_looks_like_none_of_what_is_well(string theme)
    {
        foreach (var depth in Enum.GetValues<ColorDepth>())
        {
            Look[] well = [Of(theme, depth, Role.Steady), Of(theme, depth, Role.Settles), Of(theme, depth, Role.Plain)];

            well.ShouldNotContain(Of(theme, depth, Role.AtRisk), $"{depth}");
            well.ShouldNotContain(Of(theme, depth, Role.Full), $"{depth}");
            Of(theme, depth, Role.Banner).ShouldNotBe(Of(theme, depth, Role.Plain), $"{depth}");
        }
    }

    [Fact]
    public void Without_colours_the_monochrome_theme_has_a_look_for_each_degree_of_trouble()
        => Severities.Skip(2).Append(Role.Steady).Select(static role => Of("monochrome", ColorDepth.None, role)).ShouldBeUnique();

    private static Look Of(string theme, ColorDepth depth, Role role)
        => Look.Of(new Palette(ThemeLoader.Load(theme, Nowhere, []), depth), (int)role, isWhite: theme == "light");
}
