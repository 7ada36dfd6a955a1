using PortTop.Kernel;
using PortTop.Kernel.Namespaces;

namespace PortTop.Tests.Kernel.Namespaces;

/// <summary>Finds namespaces by a made-up /proc.</summary>
public sealed class NamespaceSearchTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("porttop-search").FullName;

    public NamespaceSearchTests() => Link("self/ns/net", "net:[10]");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Processes_lead_to_their_namespaces_ones_own_first()
    {
        Add(811, "net:[20]");
        Add(5, "net:[10]");
        Add(812, "net:[20]");
        Add(900, "net:[30]");
        var search = Search();

        var found = search.Find();

        found.Select(static item => item.Inode).Order().ShouldBe([10u, 20u, 30u]);
        found[0].Inode.ShouldBe(10u);
        var other = found.Single(static item => item.Inode == 20);
        other.Place.Processes.ShouldBe(2);
        other.Files.Order().ShouldBe([Path.Combine(_root, "811/ns/net"), Path.Combine(_root, "812/ns/net")]);
        search.Homes[900].ShouldBe(30u);
    }

    [Fact]
    public void A_namespace_goes_by_its_first_process_where_nobody_named_it()
    {
        Add(811, "net:[20]");

        var place = Search().Find().Single(static item => item.Inode == 20).Place;

        place.Name.ShouldBe("net:[20]");
        place.Label.ShouldBe("web[811]");
        place.EntryCommand.ShouldBe("nsenter -t 811 -n");
        place.IsNamed.ShouldBeFalse();
    }

    [Fact]
    public void An_inode_that_is_given_out_again_is_another_namespace()
    {
        Add(811, "net:[20]");
        Add(812, "net:[20]");
        var search = Search();
        int Generation() => search.Find().Single(static item => item.Inode == 20).Place.Generation;

        Generation().ShouldBe(0);
        Directory.Delete(Path.Combine(_root, "811"), recursive: true);
        Generation().ShouldBe(0, "a process of it still lives");
        Directory.Delete(Path.Combine(_root, "812"), recursive: true);
        Add(900, "net:[20]");
        Generation().ShouldBe(1);
        Generation().ShouldBe(1);
    }

    [Fact]
    public void Of_many_processes_a_few_are_remembered_as_ways()
    {
        for (var process = 100; process < 150; process++)
        {
            Add(process, "net:[20]");
        }

        var found = Search().Find().Single(static item => item.Inode == 20);
        found.Place.Processes.ShouldBe(50);
        found.Files.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("net:[")]
    [InlineData("net:[]")]
    [InlineData("net:[99999999999]")]
    [InlineData("pid:[20]")]
    [InlineData("")]
    public void Links_that_make_no_sense_lead_nowhere(string link)
    {
        Directory.CreateDirectory(Path.Combine(_root, "77/ns"));
        if (link.Length > 0)
        {
            Link("77/ns/net", link);
        }

        Search().Find().Select(static item => item.Inode).ShouldBe([10u]);
    }

    [Fact]
    public void Without_proc_there_is_only_ones_own()
    {
        var roots = new KernelRoots { Proc = Path.Combine(_root, "none"), NamedNamespaces = [Path.Combine(_root, "none")] };
        new NamespaceSearch(roots, new NetworkNamespace(0, "?")).Find().ShouldHaveSingleItem().Inode.ShouldBe(0u);
    }

    private NamespaceSearch Search()
        => new(new KernelRoots { Proc = _root, NamedNamespaces = [Path.Combine(_root, "names")] }, new NetworkNamespace(10, "own"));

    private void Add(int process, string link)
    {
        Link($"{process}/ns/net", link);
        File.WriteAllText(Path.Combine(_root, $"{process}/stat"), $"{process} (web) S 1 {process} {process} 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0 0");
    }

    private void Link(string path, string target)
    {
        path = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, target);
    }
}
