namespace PortTop.Model;

/// <summary>Room to calculate in, so that a forecast allocates nothing. One for all pools that are forecast on one thread.</summary>
public sealed class ForecastRoom
{
    /// <summary>The ports that are used in the projection that was made last, on <see cref="ProjectionGrid"/>.</summary>
    internal double[] Used { get; } = new double[ProjectionGrid.Count];

    /// <summary>Active sockets.</summary>
    internal double[] Active { get; } = new double[ProjectionGrid.Count];

    /// <summary>Sockets closed so far.</summary>
    internal double[] Closed { get; } = new double[ProjectionGrid.Count];

    /// <summary>The part of new sockets that still live.</summary>
    internal double[] Survival { get; } = new double[ProjectionGrid.Count];

    /// <summary>The integral of <see cref="Survival"/>.</summary>
    internal double[] Life { get; } = new double[ProjectionGrid.Count];

    /// <summary>The integral of <see cref="Life"/>.</summary>
    internal double[] LifeOfGrowth { get; } = new double[ProjectionGrid.Count];

    /// <summary>Differences or logarithms of counts.</summary>
    internal double[] Differences { get; } = new double[ArrivalSlots.Capacity];

    /// <summary>Counts per second, oldest first.</summary>
    internal double[] Counts { get; } = new double[ArrivalSlots.Capacity];

    /// <summary>What a fit leaves of the counts.</summary>
    internal double[] Residuals { get; } = new double[ArrivalSlots.Capacity];

    /// <summary>The curve of one future.</summary>
    internal SurvivalCurve Curve { get; } = new();

    /// <summary>The path of the rate in one future.</summary>
    internal RatePath Path { get; } = new();
}
