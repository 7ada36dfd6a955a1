namespace PortTop.Kernel.SockDiag;

/// <summary>
/// Whether the kernel has TCP sock_diag without being made to load it. A request for a missing <c>tcp_diag</c> makes the kernel
/// load the module (<c>request_module</c> in <c>net/core/sock_diag.c</c>), and looking must not change the machine.
/// </summary>
public static class SockDiagAvailability
{
    private const string Module = "tcp_diag";

    /// <summary>True when <c>tcp_diag</c> is loaded or built in, false when it would have to be loaded, null when nothing tells.</summary>
    /// <param name="procRoot">Usually /proc.</param>
    /// <param name="modulesRoot">Usually /lib/modules.</param>
    public static bool? IsPresent(string procRoot, string modulesRoot)
    {
        if (AnyLine(Path.Combine(procRoot, "modules"), static line => line.StartsWith(Module + " ", StringComparison.Ordinal)) == true)
        {
            return true;
        }

        var release = ReadLine(Path.Combine(procRoot, "sys/kernel/osrelease"));
        var builtin = Path.Combine(modulesRoot, release ?? "unknown", "modules.builtin");
        if (AnyLine(builtin, static line => line.EndsWith("/" + Module + ".ko", StringComparison.Ordinal)) is { } isBuiltIn)
        {
            return isBuiltIn;
        }

        // A container without /lib/modules: the kernel's own symbols tell, built in or loaded alike.
        return AnyLine(Path.Combine(procRoot, "kallsyms"), static line => line.Contains(" " + Module + "_dump", StringComparison.Ordinal));
    }

    private static string? ReadLine(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault()?.Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Null when the file cannot be read.</summary>
    private static bool? AnyLine(string path, Func<string, bool> predicate)
    {
        try
        {
            return File.ReadLines(path).Any(predicate);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
