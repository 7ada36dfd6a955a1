using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Failures;

/// <summary>Whose failures are seen: those of this namespace and no other, and where they cannot be seen that is said.</summary>
[Trait("race", "yes")]
public sealed class FailureSightTests : NamespaceTest
{
    private const int Attempts = 25;
    private const int Port = 8080;

    [Fact]
    public void Failures_of_another_namespace_are_not_counted_here()
    {
        using var other = new NetworkNamespace();
        using var peers = new Peers(other);
        other.Sysctl("net.ipv4.ip_local_port_range", "61000 61001");
        peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(other, "elsewhere");
        holder.Connect("127.0.0.2", Port, 2).ShouldBe(2);
        using var polls = new PollStream(Network);
        using var there = new PollStream(other);
        _ = polls.Next();
        _ = there.Next();

        holder.Connect("127.0.0.2", Port, Attempts).ShouldBe(0);

        there.Until(static poll => poll.Failed() >= Attempts)
            .Failed().ShouldBe(Attempts);
        _ = polls.Since();
        polls.Next().Failed().ShouldBe(0, "what a poll misses the next one has");
    }

    [Fact]
    public void Processes_of_another_namespace_that_fail_and_end_at_once_are_not_counted_here()
    {
        using var other = new NetworkNamespace();
        using var peers = new Peers(other);
        other.Sysctl("net.ipv4.ip_local_port_range", "61000 61001");
        peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(other, "elsewhere");
        holder.Connect("127.0.0.1", Port, 2).ShouldBe(2);
        using var polls = new PollStream(Network);
        using var there = new PollStream(other);
        _ = polls.Next();
        _ = there.Next();

        holder.Tell($"forks 127.0.0.1 {Port} {Attempts}").ShouldBe("forked");

        // Where the pool is full they count, though nobody can say any more which namespace they were in.
        there.Until(static poll => poll.Failed() >= Attempts)
            .Failed().ShouldBe(Attempts);
        _ = polls.Since();
        var poll = polls.Next();
        poll.Failed().ShouldBe(0);
        poll.GetProperty("pools").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void Where_tracefs_cannot_be_had_failures_are_unknown_and_the_remedy_is_said()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61001");
        Peers.Listen("0.0.0.0", Port);
        Peers.Connect("127.0.0.2", Port, 2);
        using var polls = new PollStream(Network, Tracing.Without);
        _ = polls.Next();

        var poll = polls.Next();

        poll.TryGetProperty("failures", out _).ShouldBeFalse();
        poll.Pool("127.0.0.2", Port).TryGetProperty("failed", out _).ShouldBeFalse("absent, not 0");
        poll.GetProperty("unseen").EnumerateArray().Select(static unseen => unseen.GetString()!)
            .ShouldContain(static unseen => unseen.StartsWith("failures", StringComparison.Ordinal)
                && unseen.Contains("(fsopen: ", StringComparison.Ordinal) && unseen.Contains("mount -t tracefs", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_tracefs_is_not_mounted_failures_are_counted_and_no_mount_is_seen()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61001");
        Peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(Network, "payment-api");
        holder.Connect("127.0.0.2", Port, 2).ShouldBe(2);
        var machine = Mounts("/proc/mounts");
        using var polls = new PollStream(Network, Tracing.Unmounted);
        polls.Next().Failed().ShouldBe(0);
        var own = $"/proc/{polls.Id}/mounts";
        var seen = Mounts(own);
        seen.ShouldNotContain(static mount => mount.Contains("tracefs", StringComparison.Ordinal));

        holder.Connect("127.0.0.2", Port, Attempts).ShouldBe(0);

        var poll = polls.Until(static poll => poll.Failed() > 0);
        poll.Failed().ShouldBe(Attempts);
        poll.GetProperty("failures").GetProperty("lost").GetInt64().ShouldBe(0);
        poll.Pool("127.0.0.2", Port).GetProperty("failures").GetProperty("total").GetInt64().ShouldBe(Attempts);
        Mounts(own).ShouldBe(seen, "as in the mount namespace that it was started in");
        Mounts("/proc/mounts").ShouldBe(machine);
        Directory.EnumerateFiles($"/proc/{polls.Id}/fd").Select(static descriptor => new FileInfo(descriptor).LinkTarget ?? string.Empty)
            .ShouldNotContain(
                static target => target == "/" || target.Contains("fscontext", StringComparison.Ordinal),
                "the mount is given back once it was read");

        polls.Signal("TERM");
        _ = polls.End();
        Mounts("/proc/mounts").ShouldBe(machine);

        // Tests beside this one give network namespaces names, which are mounts there.
        static string[] Mounts(string path)
            => [.. File.ReadLines(path).Where(static mount => !mount.Contains(" /run/", StringComparison.Ordinal))];
    }

    [Fact]
    public void As_an_ordinary_user_without_tracefs_it_says_what_may()
    {
        var (program, arguments) = Tracing.Unmounted(
            "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Porttop.Path, "-b", "-n", "1", "-o", "json");

        var result = Network.Run(() => Command.Run(program, arguments));

        result.Status.ShouldBe(0, result.Errors);
        using var document = JsonDocument.Parse(result.Output);
        document.RootElement.GetProperty("unseen").EnumerateArray().Select(static unseen => unseen.GetString()!)
            .ShouldContain(static unseen => unseen.StartsWith("failures", StringComparison.Ordinal)
                && unseen.Contains("(fsopen: Operation not permitted); \"sudo porttop\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_privilege_failures_are_unknown_and_the_remedy_is_said()
    {
        using var polls = new PollStream(Network, arguments: []);
        var (program, arguments) = Tracing.With("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Porttop.Path, "-b", "-n", "1", "-o", "json");

        var result = Network.Run(() => Command.Run(program, arguments));

        result.Status.ShouldBe(0, result.Errors);
        using var document = JsonDocument.Parse(result.Output);
        document.RootElement.TryGetProperty("failures", out _).ShouldBeFalse();
        document.RootElement.GetProperty("unseen").EnumerateArray().Select(static unseen => unseen.GetString()!)
            .ShouldContain(static unseen => unseen.StartsWith("failures", StringComparison.Ordinal) && unseen.Contains("sudo porttop", StringComparison.Ordinal));
    }
}
