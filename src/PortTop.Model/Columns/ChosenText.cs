namespace PortTop.Model;

/// <summary>Connections on ports that no connect() is given.</summary>
public static class ChosenText
{
    /// <summary>"60 connections on chosen ports; connect() has 140 free".</summary>
    public static string Describe(PoolSample pool)
        => $"{Say.Count(pool.Chosen)} {(pool.Chosen == 1 ? "connection on a chosen port" : "connections on chosen ports")}; connect() has {Say.Count(pool.Ledger.Free)} free";
}
