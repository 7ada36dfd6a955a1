using PortTop.Tests.Program;
using PortTop.Tests.Tui;

namespace PortTop.Tests;

public sealed class GoldenTests
{
    [Fact]
    public void Every_name_that_is_to_be_accepted_is_one()
    {
        var names = ScreenTests.GoldenNames.Concat(ConfigurationFileTests.GoldenNames).Concat(WhoCommandTests.GoldenNames).ToArray();

        names.ShouldBeUnique();
        Golden.Accepted.ShouldBeSubsetOf(names);
    }
}
