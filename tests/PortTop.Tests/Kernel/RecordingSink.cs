using PortTop.Model;

namespace PortTop.Tests.Kernel;

/// <summary>Keeps what a dump gives.</summary>
internal sealed class RecordingSink : ISocketSink
{
    internal List<SocketRow> Rows { get; } = [];

    internal int Restarts { get; private set; }

    public void Restart()
    {
        Restarts++;
        Rows.Clear();
    }

    public void Add(in SocketRow row) => Rows.Add(row);
}
