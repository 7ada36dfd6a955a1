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

    /// <summary>A whole number between two limits, or the word "preset".</summary>
    NumberOrPreset,

    /// <summary>Networks (<see cref="PortTop.Model.UpstreamNetworks"/>).</summary>
    Networks,

    /// <summary>A filter (<see cref="PoolFilter"/>), empty for none.</summary>
    Filter,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Any number of texts.</summary>
    List,

    /// <summary>Limits of a check (<see cref="CheckLimits"/>).</summary>
    Limits,

    /// <summary>Any number of addresses, each with its name (<see cref="AddressAlias"/>).</summary>
    Aliases,
}
