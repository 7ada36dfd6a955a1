using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PortTop;

/// <summary>On a machine in trouble the monitor gives way: it is niced, and it is killed before what it watches.</summary>
internal static class ProcessManners
{
    private const string OutOfMemoryPath = "/proc/self/oom_score_adj";
    private const int OutOfMemoryAdjustment = 500;

    /// <summary>
    /// Takes a lower priority (setpriority(2)) and a higher oom_score_adj (proc(5)), unless whoever started it has gone further
    /// already. Both need no privilege; where a sandbox refuses them nothing else changes.
    /// </summary>
    internal static void GiveWay()
    {
        Try(static () =>
        {
            using var process = Process.GetCurrentProcess();
            if (process.PriorityClass is not (ProcessPriorityClass.BelowNormal or ProcessPriorityClass.Idle))
            {
                process.PriorityClass = ProcessPriorityClass.BelowNormal;
            }
        });
        Try(static () =>
        {
            if (int.TryParse(File.ReadAllText(OutOfMemoryPath), CultureInfo.InvariantCulture, out var adjustment) && adjustment < OutOfMemoryAdjustment)
            {
                File.WriteAllText(OutOfMemoryPath, OutOfMemoryAdjustment.ToString(CultureInfo.InvariantCulture));
            }
        });
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or Win32Exception)
        {
            // Refused: see above.
        }
    }
}
