using PortTop.Kernel;

namespace PortTop.Tests.Kernel.Namespaces;

public sealed class NamespaceChoiceTests
{
    [Theory]
    [InlineData("all", NamespaceChoiceKind.All, "", 0)]
    [InlineData("own", NamespaceChoiceKind.Own, "", 0)]
    [InlineData("811", NamespaceChoiceKind.Process, "", 811)]
    [InlineData("web-1", NamespaceChoiceKind.Named, "web-1", 0)]
    [InlineData("-1", NamespaceChoiceKind.Named, "-1", 0)]
    [InlineData("99999999999", NamespaceChoiceKind.Named, "99999999999", 0)]
    public void Words_ids_and_names_are_told_apart(string text, NamespaceChoiceKind kind, string name, int process)
        => NamespaceChoice.Parse(text).ShouldBe(new NamespaceChoice(kind, name, process));
}
