using System.Text.Json;
using System.Text.RegularExpressions;

namespace PortTop.Tests.Documentation;

/// <summary>THIRD-PARTY.md names every package that a restore brings, with the licence that the package itself states.</summary>
public sealed partial class ThirdPartyTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "THIRD-PARTY.md"));

    private static readonly string InTheProgram = Page[Page.IndexOf("## In the program", StringComparison.Ordinal)..Page.IndexOf("## For building", StringComparison.Ordinal)];

    [Fact]
    public void Every_package_is_named_with_its_licence()
    {
        var packages = Packages("src/PortTop").Concat(Packages("tests/PortTop.Tests")).DistinctBy(static package => package.Name).ToArray();

        foreach (var (name, licence) in packages)
        {
            Page.ShouldMatch($@"\| \[?{Regex.Escape(name)}(\]\([^)]*\))? \| {Regex.Escape(licence)} \|");
        }

        Rows().Matches(Page).Select(static row => row.Groups["name"].Value).ShouldBe(packages.Select(static package => package.Name), ignoreOrder: true, "and no other");
    }

    [Fact]
    public void What_the_program_is_linked_with_stands_apart_from_what_builds_it()
    {
        string[] tools = ["Meziantou.Analyzer", "Microsoft.NET.ILLink.Tasks", "Roslynator.Analyzers"];

        Rows().Matches(InTheProgram).Select(static row => row.Groups["name"].Value)
            .ShouldBe(Packages("src/PortTop").Select(static package => package.Name).Except(tools), ignoreOrder: true);
    }

    /// <summary>What the last restore of a project took: the names, and the licences that the packages state.</summary>
    private static IEnumerable<(string Name, string Licence)> Packages(string project)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, project, "obj/project.assets.json")));
        var folder = assets.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
        foreach (var library in assets.RootElement.GetProperty("libraries").EnumerateObject().Where(static library => library.Value.GetProperty("type").GetString() == "package"))
        {
            var name = library.Name.Split('/')[0];
            if (name.Contains("ILCompiler", StringComparison.Ordinal))
            {
                // The runtime's own, of which the page tells in words.
                continue;
            }

            var description = Directory.GetFiles(Path.Combine(folder, library.Value.GetProperty("path").GetString()!), "*.nuspec").Single();
            yield return (name, Licence().Match(File.ReadAllText(description)).Groups["licence"].Value);
        }
    }

    [GeneratedRegex(@"^\| \[?(?<name>[A-Za-z][A-Za-z0-9.-]*)(\]\([^)]*\))? \| (MIT|Apache|BSD)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rows();

    [GeneratedRegex("<license type=\"expression\">(?<licence>[^<]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Licence();
}
