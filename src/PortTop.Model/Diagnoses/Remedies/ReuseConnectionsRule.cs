namespace PortTop.Model;

/// <summary>A pool of connections, keep-alive: as many ports as are in use at once, and no TIME-WAIT for each request.</summary>
internal sealed class ReuseConnectionsRule : IRemedyRule
{
    /// <summary>What well-known programs call it.</summary>
    private static readonly (string Name, string Setting)[] Settings =
    [
        ("nginx", "upstream: keepalive 64;   location: proxy_http_version 1.1; proxy_set_header Connection \"\";"),
        ("haproxy", "backend: http-reuse safe"),
        ("envoy", "cluster: max_requests_per_connection 0 (no limit)"),
        ("httpd", "ProxyPass ... enablereuse=on keepalive=On"),
        ("apache2", "ProxyPass ... enablereuse=on keepalive=On"),
    ];

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!causes.Contains(CauseKind.ShortConnections) && !causes.Contains(CauseKind.PeerKeepsOpen) && !(causes.Contains(CauseKind.BindBeforeConnect) && facts.TimeWait > facts.Alive))
        {
            return null;
        }

        var name = DiagnosisFacts.ProcessOf(facts.Closer)?.Name ?? string.Empty;
        var setting = Array.Find(Settings, setting => setting.Name == name).Setting;
        return new Remedy(RemedyKind.ReuseConnections, "reuse connections: a pool, or keep-alive", "the application changes, nothing else")
        {
            Steps = [setting is null ? RemedyStep.Look($"ss -Htan state time-wait {facts.Match} | wc -l") : RemedyStep.Setting(setting)],
            Undo = "its old setting",
            Then = Then(facts.Flow).Foresee(),
        };
    }

    /// <summary>No TIME-WAIT for each request: the ports that are in use at once.</summary>
    internal static PoolFlow Then(PoolFlow flow) => flow with { TimeWaitSeconds = 0 };
}
