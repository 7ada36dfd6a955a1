using System.Reflection;

namespace PortTop.Tests.Architecture;

/// <summary>Holds the rooms to the direction of their dependencies: CONTRIBUTING.md, "The rooms".</summary>
public sealed class RoomTests
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

    private static bool IsOfTheFramework(string name)
        => File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
}
