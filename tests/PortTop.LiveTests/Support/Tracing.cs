namespace PortTop.LiveTests.Support;

/// <summary>tracefs in a mount namespace of the command's own, or none: the machine's mounts stay as they are.</summary>
internal static class Tracing
{
    private const string Mount = "[ -e /sys/kernel/tracing/events/sock/inet_sock_set_state ] || mount -t tracefs tracefs /sys/kernel/tracing || exit 99; ";
    private const string Unmount = "umount -l /sys/kernel/debug/tracing 2>/dev/null; umount -l /sys/kernel/debug 2>/dev/null; umount -l /sys/kernel/tracing 2>/dev/null; ";
    private const string Execute = "exec \"$0\" \"$@\"";

    /// <summary>Who may not administer the machine cannot mount, not even for itself alone; all other privileges stay.</summary>
    private const string ExecuteUnprivileged = "exec setpriv --bounding-set -sys_admin --inh-caps -sys_admin \"$0\" \"$@\"";

    /// <summary>The command on the machine as it is.</summary>
    internal static (string Program, string[] Arguments) AsItIs(string program, params string[] arguments) => (program, arguments);

    /// <summary>The command with tracefs mounted; the test is skipped where that cannot be, or the kernel has no such event.</summary>
    internal static (string Program, string[] Arguments) With(string program, params string[] arguments)
    {
        Probe();
        return ("unshare", ["-m", "sh", "-c", Mount + Execute, program, .. arguments]);
    }

    /// <summary>The command where tracefs is not mounted; the test is skipped likewise.</summary>
    internal static (string Program, string[] Arguments) Unmounted(string program, params string[] arguments)
    {
        Probe();
        return ("unshare", ["-m", "sh", "-c", Unmount + Execute, program, .. arguments]);
    }

    /// <summary>The command where tracefs is not mounted and cannot be: it sees no failures.</summary>
    internal static (string Program, string[] Arguments) Without(string program, params string[] arguments)
        => ("unshare", ["-m", "sh", "-c", Unmount + ExecuteUnprivileged, program, .. arguments]);

    private static void Probe()
    {
        var probe = Command.Run("unshare", ["-m", "sh", "-c", Mount + "[ -e /sys/kernel/tracing/events/sock/inet_sock_set_state/id ]"]);
        Assert.SkipUnless(probe.Status == 0, "needs tracefs with the event sock:inet_sock_set_state: " + probe.Errors);
    }
}
