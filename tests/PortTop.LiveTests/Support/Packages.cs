using System.Runtime.InteropServices;

namespace PortTop.LiveTests.Support;

/// <summary>What <c>packaging/build.sh</c> makes, made once for the tests of one run.</summary>
internal static class Packages
{
    private static readonly Lazy<string> Folder = new(static () =>
    {
        var environment = new Dictionary<string, string> { ["PORTTOP_BINARY"] = Porttop.Path };
        var built = Command.Run("bash", [Path.Combine(Porttop.Root, "packaging/build.sh")], environment);
        built.Status.ShouldBe(0, built.Output + built.Errors);
        return Path.Combine(Porttop.Root, "artifacts/packages");
    });

    private static string Architecture => IsArm ? "arm64" : "x64";

    private static bool IsArm => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64;

    /// <summary>The archive that <c>install.sh</c> lies in.</summary>
    internal static string Archive => Only($"porttop-*-linux-{Architecture}.tar.gz");

    /// <summary>The package for Debian and what is like it.</summary>
    internal static string Debian => Only($"porttop_*_{(IsArm ? "arm64" : "amd64")}.deb");

    /// <summary>The package for Fedora, Red Hat, Amazon Linux and what is like them.</summary>
    internal static string Rpm => Only($"porttop-*-1.{(IsArm ? "aarch64" : "x86_64")}.rpm");

    /// <summary>The checksums.</summary>
    internal static string Sums => Path.Combine(Folder.Value, "SHA256SUMS");

    private static string Only(string pattern) => Directory.GetFiles(Folder.Value, pattern).ShouldHaveSingleItem();
}
