namespace PortTop.LiveTests.Support;

/// <summary>Sockets that are closed together.</summary>
internal sealed class Many(RawSocket[] sockets) : IDisposable
{
    public void Dispose()
    {
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }
    }
}
