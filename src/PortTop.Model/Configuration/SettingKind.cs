namespace PortTop.Model;

/// <summary>What sort of value a setting takes.</summary>
public enum SettingKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>A number between two limits.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,
}
