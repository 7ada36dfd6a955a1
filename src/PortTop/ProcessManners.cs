using System.ComponentModel;
using System.Diagnostics;

namespace PortTop;

/// <summary>On a machine in trouble the monitor gives way: it is niced, and it is killed before what it watches.</summary>
internal static class ProcessManners
{
    private const string OutOfMemoryAdjustment = "500";

    /// <summary>Takes a lower priority (setpriority(2)) and a higher oom_score_adj (proc(5)); both need no privilege, and where they are refused nothing else changes.</summary>
    internal static void GiveWay()
    {
        try
        {
            using var process = Process.GetCurrentProcess();
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
            File.WriteAllText("/proc/self/oom_score_adj", OutOfMemoryAdjustment);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or Win32Exception)
        {
            // A sandbox may refuse it.
        }
    }
}
