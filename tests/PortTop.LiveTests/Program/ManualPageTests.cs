using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Program;

/// <summary>The pages of the manual, read as man(1) and mandoc(1) read them.</summary>
public sealed class ManualPageTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("porttop", "a top for ephemeral (source) ports", "--watch-syscalls")]
    [InlineData("portop.json", "settings of porttop", "budgetInTrouble")]
    public void A_page_reads_without_a_complaint(string page, string summary, string term)
    {
        Assert.SkipUnless(Command.Exists("groff") && Command.Exists("mandoc"), "needs groff and mandoc");
        var written = Porttop.Run("man", page);
        written.Status.ShouldBe(0, written.Errors);
        File.WriteAllText(_file, written.Output);

        var lint = Command.Run("mandoc", ["-T", "lint", "-W", "warning", _file]);
        lint.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => !line.Contains("missing date", StringComparison.Ordinal)).ShouldBeEmpty();
        var groff = Command.Run("groff", ["-k", "-t", "-man", "-ww", "-Tutf8", "-P-cbou", "-rLL=200n", _file]);
        groff.Errors.ShouldBeEmpty();
        groff.Output.ShouldContain(summary);
        groff.Output.ShouldContain(term);
    }

    [Theory]
    [InlineData("man nothing", "man: there is no page \"nothing\"; there are porttop and portop.json")]
    [InlineData("completion csh", "completion: \"csh\" is none of bash, zsh, fish")]
    [InlineData("completion", "completion")]
    public void What_there_is_not_is_told(string arguments, string expected)
    {
        var result = Porttop.Run(arguments.Split(' '));

        result.Status.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Errors.ShouldContain(expected);
    }
}
