using System.Globalization;

namespace PortTop.LiveTests.Support;

/// <summary>
/// What the running kernel has, by its version: a test must not ask porttop what porttop should find. Vendors that carry changes back are
/// not among the kernels that these tests run on.
/// </summary>
internal static class KernelFeatures
{
    private static Version Release { get; } = ReadRelease();

    /// <summary>True where sock_diag tells of sockets that are bound only (TCPF_BOUND_INACTIVE, Linux 6.8).</summary>
    internal static bool TellsBound => Release >= new Version(6, 8);

    /// <summary>Skips a test that counts with what is bound only.</summary>
    internal static void NeedTellingBound() => Assert.SkipUnless(TellsBound, "needs Linux 6.8, which tells of sockets that are bound only");

    /// <summary>"6.1.0-57-amd64" is 6.1.</summary>
    private static Version ReadRelease()
    {
        var numbers = File.ReadAllText("/proc/sys/kernel/osrelease").Split('.', '-');
        return new Version(int.Parse(numbers[0], CultureInfo.InvariantCulture), int.Parse(numbers[1], CultureInfo.InvariantCulture));
    }
}
