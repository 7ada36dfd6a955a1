using System.Reflection;
using System.Text.RegularExpressions;

namespace PortTop.Tests.Architecture;

/// <summary>Holds the rooms to the direction of their dependencies: CONTRIBUTING.md, "The rooms".</summary>
public sealed partial class RoomTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["PortTop.Model"] = [],
        ["PortTop.Kernel"] = ["PortTop.Model"],
        ["PortTop.Simulation"] = ["PortTop.Model"],
        ["PortTop.Pipeline"] = ["PortTop.Model", "System.Reactive"],
        ["PortTop.Tui"] = ["PortTop.Model", "PortTop.Pipeline", "System.Reactive", "Terminal.Gui"],
        ["PortTop.Reports"] = ["PortTop.Model"],
    };

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_the_rooms_and_packages_that_it_may(string room)
    {
        var used = Assembly.Load(room).GetReferencedAssemblies()
            .Select(static reference => reference.Name!)
            .Where(static name => name.StartsWith("PortTop", StringComparison.Ordinal) || !IsOfTheFramework(name));

        used.ShouldBeSubsetOf(Allowed[room]);
    }

    [Fact]
    public void Every_room_under_src_is_held_to_a_direction()
    {
        var rooms = Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName).ToArray();

        rooms.ShouldBe([.. Allowed.Keys, "PortTop"], ignoreOrder: true);
    }

    [Fact]
    public void The_model_opens_no_file_and_asks_no_clock()
    {
        var references = Assembly.Load("PortTop.Model").GetReferencedAssemblies().Select(static reference => reference.Name);

        references.ShouldNotContain("System.IO.FileSystem");
        references.ShouldNotContain("System.Net.Sockets");
        references.ShouldNotContain("System.Reactive");
    }

    /// <summary>
    /// The folders of the screen, each with those it may know. State knows no view: what a person chose must not depend on how it is drawn.
    /// </summary>
    private static readonly Dictionary<string, string[]> Screen = new()
    {
        ["Device"] = [],
        ["Keys"] = [],
        ["Themes"] = [],
        ["State"] = ["Keys", "Themes"],
        ["Widgets"] = ["Device", "Keys", "State", "Themes"],
        ["Pages"] = ["Bars", "Keys", "State", "Themes", "Widgets"],
        ["Bars"] = ["Device", "Keys", "State", "Themes", "Widgets"],
        ["Events"] = ["State", "Themes", "Widgets"],
        ["Nat"] = ["State", "Themes", "Widgets"],
        ["Pools"] = ["Bars", "Device", "State", "Themes", "Widgets"],
        ["Owners"] = ["Bars", "Device", "State", "Themes", "Widgets"],
        ["States"] = ["Bars", "Device", "State", "Themes", "Widgets"],
        ["Detail"] = ["Bars", "Device", "Keys", "Nat", "Pages", "State", "Themes", "Widgets"],
        ["WarRoom"] = ["Bars", "Device", "Events", "State", "Themes", "Widgets"],
        ["App"] = ["Bars", "Detail", "Device", "Events", "Keys", "Nat", "Owners", "Pages", "Pools", "State", "States", "Themes", "WarRoom",
            "Widgets"],
    };

    public static TheoryData<string> Folders => [.. Screen.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_of_the_screen_knows_only_those_that_it_may(string folder)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "src/PortTop.Tui", folder), "*.cs"))
        {
            var source = File.ReadAllText(file);

            source.ShouldContain($"namespace PortTop.Tui.{folder};", Case.Sensitive, file);
            OtherFolders().Matches(source).Select(static match => match.Groups["folder"].Value).Except([folder])
                .ShouldBeSubsetOf(Screen[folder], file);
        }
    }

    [Fact]
    public void Every_folder_of_the_screen_is_held_to_a_direction()
        => Directory.GetDirectories(Path.Combine(Repository.Root, "src/PortTop.Tui")).Select(Path.GetFileName).Except(["bin", "obj"])
            .ShouldBe(Screen.Keys, ignoreOrder: true);

    [GeneratedRegex(@"\bTui\.(?<folder>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OtherFolders();

    private static bool IsOfTheFramework(string name)
        => File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
}
