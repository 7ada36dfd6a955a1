namespace PortTop.Tests.Program.Themes;

/// <summary>Which cones a person has.</summary>
public enum Eyes
{
    /// <summary>All three.</summary>
    Usual,

    /// <summary>Protanopia.</summary>
    WithoutRed,

    /// <summary>Deuteranopia.</summary>
    WithoutGreen,

    /// <summary>Tritanopia.</summary>
    WithoutBlue,
}
