namespace PortTop.Model;

/// <summary>How the running value of a sysctl and the files that are read at boot go together.</summary>
public enum KnobDrift
{
    /// <summary>They agree, or nothing can be said.</summary>
    None,

    /// <summary>The running value was set by hand and stands in no file: it is lost at the next boot.</summary>
    NotInFile,

    /// <summary>A file sets another value, which comes at the next boot.</summary>
    FileDiffers,
}
