using System.Text;
using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Program;

/// <summary>The static file in a root that holds nothing else: no C library, no /proc, no terminal description.</summary>
public sealed class StaticFileTests : IDisposable
{
    private readonly string _root;

    public StaticFileTests()
    {
        Assert.SkipUnless(ProgramEnvironment.Binary is not null, "needs the static file: PORTTOP_BINARY=artifacts/linux-x64/porttop");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, for chroot(2)");
        _root = Directory.CreateTempSubdirectory("porttop-root-").FullName;
        File.Copy(Porttop.Path, Path.Combine(_root, "porttop"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void It_is_one_file_that_names_no_dynamic_linker()
    {
        var start = new byte[4096];
        using var file = File.OpenRead(Porttop.Path);
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);

        Encoding.Latin1.GetString(start, 0, length).ShouldNotMatch("/ld-[a-z]", "PT_INTERP, among the program headers");
        Directory.GetFiles(Path.GetDirectoryName(Porttop.Path)!, "*.pdb").ShouldBeEmpty();
    }

    [Fact]
    public void It_tells_its_version_and_its_help()
    {
        InRoot("--version").Output.Trim().ShouldMatch(@"^\d+\.\d+\.\d+$");
        InRoot("--help").Output.ShouldContain("porttop [command] [options]");
    }

    [Fact]
    public void A_demo_needs_nothing_of_the_machine()
    {
        var result = InRoot("demo", "-b", "-n", "1", "-o", "json");

        result.Status.ShouldBe(0, result.Errors);
        using var poll = JsonDocument.Parse(result.Output);
        poll.RootElement.GetProperty("pools").GetArrayLength().ShouldBeGreaterThan(0);
        InRoot("demo", "--explain").Output.ShouldContain("short connections that payment-api[811] closes first");
    }

    [Fact]
    public void Settings_and_themes_are_inside()
    {
        var result = InRoot("config", "--theme", "high-contrast");

        result.Status.ShouldBe(0, result.Output + result.Errors);
        result.Output.ShouldContain("PROBLEMS: none");
    }

    [Fact]
    public void Without_proc_it_says_what_it_cannot_read()
    {
        var check = InRoot("check");
        check.Status.ShouldBe(3);
        check.Output.ShouldStartWith("PORTTOP UNKNOWN - the socket tables cannot be read: /proc/sys/net/ipv4/ip_local_port_range");

        var batch = InRoot("-b", "-n", "1");
        batch.Status.ShouldBe(1);
        batch.Errors.ShouldContain("/proc/sys/net/ipv4/ip_local_port_range cannot be read");
    }

    [Fact]
    public void With_proc_alone_it_does_all_that_it_does_elsewhere() => new ForeignRoot(_root).DoesAllThatItDoesElsewhere();

    private CommandResult InRoot(params string[] arguments) => Command.Run("chroot", [_root, "/porttop", .. arguments]);
}
