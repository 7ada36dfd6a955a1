namespace PortTop.Model;

/// <summary>Who closes first has the TIME-WAIT: the server's is on its own port and costs no port of anybody.</summary>
internal sealed class LetServerCloseRule : IRemedyRule
{
    /// <summary>
    /// Protocols in which the client ends a session, and no header asks the server to: SSH, SMTP, DNS, LDAP, MySQL, PostgreSQL, AMQP,
    /// Redis, Kafka, memcached, MongoDB.
    /// </summary>
    private static readonly ushort[] ClientEnds = [22, 25, 53, 389, 636, 3306, 5432, 5672, 6379, 9092, 11211, 27017];

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
        => !causes.Contains(CauseKind.ShortConnections) || ClientEnds.Contains(facts.Pool.Key.Port) ? null : new Remedy(RemedyKind.LetServerClose, "let the server close first", "the TIME-WAIT is the server's then")
        {
            Steps = [RemedyStep.Setting("HTTP: the request header \"Connection: close\"")],
            Undo = "without it",
            Then = ReuseConnectionsRule.Then(facts.Flow).Foresee(),
        };
}
