using PortTop.Commands;
using PortTop.Configuration;
using PortTop.Model;

namespace PortTop.Tests.Program;

/// <summary>What stands in for the kernel is checked before anything starts.</summary>
public sealed class SourceFactoryTests
{
    [Fact]
    public void A_file_that_is_no_dump_is_named_with_the_remedy()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "ESTAB 0 0 127.0.0.1:40014 127.0.0.1:6399\n");

        var problem = Should.Throw<UsageException>(
            () => SourceFactory.Prepare(new Settings { Netns = "all" }, name => name == "TCPDIAG_FILE" ? file : null));
        File.Delete(file);

        problem.Message.ShouldBe($"TCPDIAG_FILE={file}: is text, not a dump; \"ss -tan -D FILE\" writes a dump");
    }
}
