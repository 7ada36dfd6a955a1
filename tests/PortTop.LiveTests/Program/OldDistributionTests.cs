using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Program;

/// <summary>The static file in the userland of a distribution that is older than the compiler that made it.</summary>
[Runs(RunsAttribute.Long, "it takes a minute and 200 MB to make a distribution")]
public sealed class OldDistributionTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("porttop-debian-").FullName;

    public void Dispose() => Command.Run("rm", ["-rf", "--one-file-system", _root]);

    /// <summary>glibc 2.31, of 2020.</summary>
    [Fact]
    public void In_Debian_11_it_does_all_that_it_does_elsewhere()
    {
        Assert.SkipUnless(ProgramEnvironment.Binary is not null, "needs the static file: PORTTOP_BINARY");
        Assert.SkipUnless(Environment.IsPrivilegedProcess && Command.Exists("debootstrap"), "needs root and debootstrap");
        var mirror = Command.Run("apt-get", ["indextargets", "--format", "$(SITE)"]).Output.Split('\n')[0];
        string[] debootstrap = ["600", "debootstrap", "--variant=minbase", "bullseye", _root, mirror];
        Command.Run("timeout", debootstrap, patience: TimeSpan.FromMinutes(11)).Status.ShouldBe(0);

        File.Copy(Porttop.Path, Path.Combine(_root, "porttop"));
        new ForeignRoot(_root).DoesAllThatItDoesElsewhere();
    }
}
