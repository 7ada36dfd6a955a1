namespace PortTop.Reports;

/// <summary>How what the model names is called in JSON.</summary>
internal static class JsonName
{
    /// <summary>The name with its first letter small: atRisk, newDestination.</summary>
    internal static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
