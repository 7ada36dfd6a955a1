namespace PortTop.Tests;

/// <summary>
/// Texts that one can read, in files beside the tests: screens, and what is made of files of settings. A change on purpose is taken over
/// by naming it, one by one: <c>PORTTOP_ACCEPT=incident-80x24,valid/aliases tests/run.sh --fast</c>. Nothing accepts all of them.
/// </summary>
internal static class Golden
{
    private const string Variable = "PORTTOP_ACCEPT";

    /// <summary>The names that are to be taken over.</summary>
    internal static IReadOnlyList<string> Accepted { get; }
        = Environment.GetEnvironmentVariable(Variable)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Holds a text to its file.</summary>
    /// <param name="name">What it is taken over by.</param>
    /// <param name="path">The file, from the root of the repository on.</param>
    /// <param name="actual">The text as it is now.</param>
    internal static void Hold(string name, string path, string actual)
    {
        var file = Path.Combine(Repository.Root, path);
        if (Accepted.Contains(name))
        {
            File.WriteAllText(file, actual);
        }

        File.Exists(file).ShouldBeTrue($"{path} is not there: {Variable}={name} writes it");
        actual.ShouldBe(File.ReadAllText(file), $"{path}: {Variable}={name} takes the change over");
    }
}
