namespace PortTop.Tests;

/// <summary>
/// Texts that one can read, in files beside the tests: screens, and what is made of files of settings. A change on purpose is taken over
/// by naming its file, one by one: <c>PORTTOP_ACCEPT=incident-80x24,incident-120x40 tests/run.sh --fast</c>. Nothing accepts all of them.
/// </summary>
internal static class Golden
{
    private const string Variable = "PORTTOP_ACCEPT";

    private static readonly string[] Accepted
        = Environment.GetEnvironmentVariable(Variable)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Holds a text to its file.</summary>
    /// <param name="path">The file, from the root of the repository on.</param>
    /// <param name="actual">The text as it is now.</param>
    internal static void Hold(string path, string actual)
    {
        var file = Path.Combine(Repository.Root, path);
        var name = Path.GetFileNameWithoutExtension(path);
        if (Accepted.Contains(name))
        {
            File.WriteAllText(file, actual);
        }

        File.Exists(file).ShouldBeTrue($"{path} is not there: {Variable}={name} writes it");
        actual.ShouldBe(File.ReadAllText(file), $"{path}: {Variable}={name} takes the change over");
    }
}
