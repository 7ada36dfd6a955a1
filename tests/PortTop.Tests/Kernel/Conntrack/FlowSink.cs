using PortTop.Model;

namespace PortTop.Tests.Kernel.Conntrack;

/// <summary>Keeps what comes.</summary>
internal sealed class FlowSink : ITrackedFlowSink
{
    internal List<TrackedFlow> Flows { get; } = [];

    public void Restart() => Flows.Clear();

    public void Add(in TrackedFlow flow) => Flows.Add(flow);
}
