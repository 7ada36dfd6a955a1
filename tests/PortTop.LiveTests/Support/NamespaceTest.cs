namespace PortTop.LiveTests.Support;

/// <summary>A test with a network namespace of its own and clients and servers in it.</summary>
public abstract class NamespaceTest : IDisposable
{
    private protected NamespaceTest()
    {
        Network = new NetworkNamespace();
        Peers = new Peers(Network);
    }

    private protected NetworkNamespace Network { get; }

    private protected Peers Peers { get; }

    public virtual void Dispose()
    {
        Peers.Dispose();
        Network.Dispose();
        GC.SuppressFinalize(this);
    }
}
