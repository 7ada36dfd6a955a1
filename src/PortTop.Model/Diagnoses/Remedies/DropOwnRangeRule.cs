using System.Globalization;

namespace PortTop.Model;

/// <summary>Who fails though ports are free asks for some of them only.</summary>
internal sealed class DropOwnRangeRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!causes.Contains(CauseKind.OwnRange))
        {
            return null;
        }

        var process = facts.Pool.Failing?.Owner.Process;
        return new Remedy(RemedyKind.DropOwnRange, "drop the program's own range or fixed port", "firewalls may know it by those ports")
        {
            Steps =
            [
                RemedyStep.Setting("IP_LOCAL_PORT_RANGE (ip(7), Linux 6.3), or a port given to bind()"),
                RemedyStep.Look(process is null ? "strace -f -e trace=bind,connect,setsockopt -p PID" : string.Create(CultureInfo.InvariantCulture, $"strace -f -e trace=bind,connect,setsockopt -p {process.ProcessId}")),
            ],
            Undo = "its old setting",
            ThenText = "has " + Say.Ports(facts.Ledger.Free),
        };
    }
}
