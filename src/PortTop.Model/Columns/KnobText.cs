namespace PortTop.Model;

/// <summary>What there is to say of a sysctl beside its value.</summary>
public static class KnobText
{
    /// <summary>
    /// How the running value and the files of sysctl.d(5) go together, in words; empty where they agree and nothing sets it.
    /// </summary>
    public static string Remark(Knob knob) => knob switch
    {
        { Running: null } => "this kernel has none",
        { Drift: KnobDrift.NotInFile } => "not in file: lost at reboot",
        { Drift: KnobDrift.FileDiffers } => $"at boot {Show(knob.Boot)}, by {knob.Place}",
        { Boot: not null } => $"set by {knob.Place}",
        _ => string.Empty,
    };

    /// <summary>The value; an empty list is said in a word.</summary>
    public static string Show(string? value) => value switch
    {
        null => "-",
        "" => "none",
        _ => value,
    };
}
