namespace PortTop.LiveTests.Support;

/// <summary>tracefs in a mount namespace of the command's own: the machine's mounts stay as they are.</summary>
internal static class Tracing
{
    private const string Mount = "[ -e /sys/kernel/tracing/events/sock/inet_sock_set_state ] || mount -t tracefs tracefs /sys/kernel/tracing || exit 99; ";
    private const string Unmount = "umount -l /sys/kernel/debug/tracing 2>/dev/null; umount -l /sys/kernel/debug 2>/dev/null; umount -l /sys/kernel/tracing 2>/dev/null; ";
    private const string Execute = "exec \"$0\" \"$@\"";

    /// <summary>The command with tracefs mounted; the test is skipped where that cannot be, or the kernel has no such event.</summary>
    internal static (string Program, string[] Arguments) With(string program, params string[] arguments)
    {
        var probe = Command.Run("unshare", ["-m", "sh", "-c", Mount + "[ -e /sys/kernel/tracing/events/sock/inet_sock_set_state/id ]"]);
        Assert.SkipUnless(probe.Status == 0, "needs tracefs with the event sock:inet_sock_set_state: " + probe.Errors);
        return ("unshare", ["-m", "sh", "-c", Mount + Execute, program, .. arguments]);
    }

    /// <summary>The command without tracefs, mounted on the machine or not.</summary>
    internal static (string Program, string[] Arguments) Without(string program, params string[] arguments)
        => ("unshare", ["-m", "sh", "-c", Unmount + Execute, program, .. arguments]);
}
