namespace PortTop.Model;

/// <summary>A sysctl that decides about source ports: its running value beside the one that the files of sysctl.d(5) set at boot.</summary>
/// <param name="Name">Its name with dots.</param>
/// <param name="Running">The running value; null where this kernel has no such sysctl.</param>
/// <param name="Boot">The value that a file sets at boot; null where none does.</param>
/// <param name="Place">The file and the line of it.</param>
public sealed record Knob(string Name, string? Running, string? Boot, string? Place)
{
    /// <summary>The kernel's own value in a new network namespace; null where it depends on the machine.</summary>
    public string? Default { get; init; }

    /// <summary>True where the files of this machine do not apply: a container sets its own.</summary>
    public bool IsBootUnknown { get; init; }

    /// <summary>How the two values go together.</summary>
    public KnobDrift Drift
    {
        get
        {
            if (Running is null || IsBootUnknown)
            {
                return KnobDrift.None;
            }

            if (Boot is null)
            {
                return Default is null || Running == Default ? KnobDrift.None : KnobDrift.NotInFile;
            }

            return Boot == Running ? KnobDrift.None : KnobDrift.FileDiffers;
        }
    }
}
