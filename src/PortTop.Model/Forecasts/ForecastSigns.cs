namespace PortTop.Model;

/// <summary>What speaks for and against a forecast.</summary>
internal readonly record struct ForecastSigns
{
    /// <summary>It speaks for a countdown.</summary>
    internal bool IsWanted { get; init; }

    /// <summary>As much is asked for as fits, or more.</summary>
    internal bool IsTooMuch { get; init; }

    /// <summary>The rate rests on enough connections, or so much is used that few more matter: chance alone is no risk.</summary>
    internal bool IsEvident { get; init; }

    /// <summary>Half an hour ahead use still grows: where it ends is not known.</summary>
    internal bool IsOpenEnded { get; init; }

    /// <summary>It grows so that it would be full within an hour after that.</summary>
    internal bool IsCreeping { get; init; }
}
