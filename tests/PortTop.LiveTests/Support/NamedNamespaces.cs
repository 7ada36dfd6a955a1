using System.Globalization;

namespace PortTop.LiveTests.Support;

/// <summary>Network namespaces with names, as <c>ip netns</c> makes them; gone with the test.</summary>
internal sealed class NamedNamespaces : IDisposable
{
    private static int _count;

    private readonly string _prefix = string.Create(CultureInfo.InvariantCulture, $"ptt-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}-");
    private readonly HashSet<string> _names = [];

    internal NamedNamespaces() => Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to make network namespaces");

    public void Dispose()
    {
        foreach (var name in _names.ToArray())
        {
            Delete(name);
        }
    }

    /// <summary>Makes one with loopback up and returns its name.</summary>
    internal string Add(string name)
    {
        name = _prefix + name;
        Ip("netns", "add", name);
        _ = _names.Add(name);
        Ip("-n", name, "link", "set", "lo", "up");
        return name;
    }

    /// <summary>Takes the name away, and with it the namespace if nothing else keeps it.</summary>
    internal void Delete(string name)
    {
        Ip("netns", "delete", name);
        _ = _names.Remove(name);
    }

    /// <summary>Sets a sysctl there.</summary>
    internal static void Sysctl(string name, string key, string value) => Ip("netns", "exec", name, "sysctl", "-qw", $"{key}={value}");

    /// <summary>Runs ip(8).</summary>
    internal static string Ip(params string[] arguments)
    {
        var result = Command.Run("ip", arguments);
        result.Status.ShouldBe(0, $"ip {string.Join(' ', arguments)}: {result.Errors}");
        return result.Output;
    }
}
