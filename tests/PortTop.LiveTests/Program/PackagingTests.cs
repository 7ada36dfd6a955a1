using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Program;

/// <summary>Each package goes into a root that holds nothing, runs there, and goes away again without a trace.</summary>
public sealed class PackagingTests : IDisposable
{
    private const string ManualPage = "share/man/man1/porttop.1";
    private const string SettingsPage = "share/man/man5/portop.json.5";

    private static readonly string[] Installed =
    [
        "bin/porttop", "share/bash-completion/completions/porttop", "share/fish/vendor_completions.d/porttop.fish",
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("porttop-package-").FullName;

    public PackagingTests()
    {
        Assert.SkipUnless(ProgramEnvironment.Binary is not null, "needs what a static file is made with: PORTTOP_BINARY");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, for chroot(2)");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_package_of_Debian()
    {
        Assert.SkipUnless(Command.Exists("dpkg"), "needs dpkg");
        foreach (var folder in (string[])["info", "updates", "triggers"])
        {
            Directory.CreateDirectory(Path.Combine(_root, "var/lib/dpkg", folder));
        }

        File.WriteAllText(Path.Combine(_root, "var/lib/dpkg/status"), string.Empty);
        Do("dpkg", "--root=" + _root, "--force-not-root", "--log=/dev/null", "-i", Packages.Debian);
        Runs("/usr/bin/porttop", "usr", "share/zsh/vendor-completions/_porttop", ManualPage + ".gz", SettingsPage + ".gz");

        Do("dpkg", "--root=" + _root, "--force-not-root", "--log=/dev/null", "--purge", "porttop");
        IsGone("var");
    }

    [Fact]
    public void The_package_of_Red_Hat()
    {
        Assert.SkipUnless(Command.Exists("rpm"), "needs rpm");
        Do("rpm", "--root", _root, "--initdb");
        Do("rpm", "--root", _root, "-i", Packages.Rpm);
        Runs("/usr/bin/porttop", "usr", "share/zsh/site-functions/_porttop", ManualPage + ".gz", SettingsPage + ".gz");
        Do("rpm", "--root", _root, "-q", "porttop").ShouldStartWith("porttop-");

        Do("rpm", "--root", _root, "-e", "porttop");
        IsGone("root/.rpmdb", "var", "usr/lib");
    }

    [Fact]
    public void The_archive_and_its_script()
    {
        var unpacked = Directory.CreateDirectory(Path.Combine(_root, "tmp")).FullName;
        Do("tar", "-xzf", Packages.Archive, "-C", unpacked);
        var script = Path.Combine(Directory.GetDirectories(unpacked).ShouldHaveSingleItem(), "install.sh");
        var (prefix, own) = (Path.Combine(_root, "usr/local"), Path.Combine(_root, "usr/local/share/man/man1/own.1"));
        Directory.CreateDirectory(Path.GetDirectoryName(own)!);
        File.WriteAllText(own, "somebody's own");

        // An upgrade is a second install.
        Do("sh", script, "--prefix", prefix).ShouldContain("is installed");
        Do("sh", script, "--prefix=" + prefix);
        Runs("/usr/local/bin/porttop", "usr/local", "share/zsh/site-functions/_porttop", ManualPage, SettingsPage);

        Do("sh", Path.Combine(prefix, "share/doc/porttop/install.sh"), "--uninstall", "--prefix", prefix);
        Files("usr").ShouldBe([own]);
        Directory.Exists(Path.Combine(prefix, "bin")).ShouldBeFalse("it was not there before");
        var again = Command.Run("sh", [script, "--uninstall", "--prefix", prefix]);
        again.Status.ShouldBe(1);
        again.Errors.ShouldContain("nothing was installed below");
    }

    [Fact]
    public void An_archive_for_another_processor_says_so_and_installs_nothing()
    {
        var unpacked = Directory.CreateDirectory(Path.Combine(_root, "tmp")).FullName;
        Do("tar", "-xzf", Packages.Archive, "-C", unpacked);
        var folder = Directory.GetDirectories(unpacked).ShouldHaveSingleItem();
        File.WriteAllBytes(Path.Combine(folder, "porttop"), [0x7f, (byte)'E', (byte)'L', (byte)'F']);
        var result = Command.Run("sh", [Path.Combine(folder, "install.sh"), "--prefix", Path.Combine(_root, "opt")]);

        result.Status.ShouldBe(1);
        result.Errors.ShouldContain("it is the file for another processor");
        Directory.Exists(Path.Combine(_root, "opt")).ShouldBeFalse();
    }

    [Fact]
    public void The_checksums_are_those_of_the_packages()
    {
        var folder = Path.GetDirectoryName(Packages.Sums);
        Command.Run("bash", ["-c", $"cd '{folder}' && sha256sum --strict -c SHA256SUMS"]).Status.ShouldBe(0);
    }

    [Fact]
    public void The_licences_name_all_that_is_in_the_file()
    {
        var licences = Do("tar", "-xzOf", Packages.Archive, "--wildcards", "*/LICENCES.txt");
        var table = File.ReadLines(Path.Combine(Porttop.Root, "THIRD-PARTY.md"))
            .SkipWhile(static line => line != "## In the program").Skip(1).TakeWhile(static line => !line.StartsWith('#'))
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Where(static line => !line.Contains("not in the program", StringComparison.Ordinal))
            .Select(static line => line[2..].TrimStart('[').Split(' ', ']')[0])
            .ToArray();

        table.Length.ShouldBeGreaterThan(15);
        foreach (var name in table)
        {
            licences.ShouldMatch($@"\n== {System.Text.RegularExpressions.Regex.Escape(name)} \d+\.\d+\.\d+\n(Authors .*\n)?Licence MIT\n");
        }

        licences.ShouldContain("THE SOFTWARE IS PROVIDED \"AS IS\"");
        licences.ShouldContain("GNU LESSER GENERAL PUBLIC LICENSE");
    }

    private static string Do(string program, params string[] arguments)
    {
        var result = Command.Run(program, arguments);
        result.Status.ShouldBe(0, result.Output + result.Errors);
        return result.Output;
    }

    private void Runs(string program, string below, params string[] others)
    {
        foreach (var file in Installed.Concat(others))
        {
            File.Exists(Path.Combine(_root, below, file)).ShouldBeTrue(file);
        }

        Do("chroot", _root, program, "--version").Trim().ShouldBe(Do(Porttop.Path, "--version").Trim());
        Do("chroot", _root, program, "demo", "-b", "-n", "1").ShouldContain("FAILING NOW");
    }

    private void IsGone(params string[] kept) => Files(string.Empty)
        .Where(file => !kept.Any(folder => file.StartsWith(Path.Combine(_root, folder), StringComparison.Ordinal)))
        .ShouldBeEmpty();

    private string[] Files(string below) => Directory.GetFiles(Path.Combine(_root, below), "*", SearchOption.AllDirectories);
}
