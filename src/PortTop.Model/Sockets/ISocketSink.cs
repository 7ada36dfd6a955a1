namespace PortTop.Model;

/// <summary>Takes the sockets of a dump, one after the other.</summary>
public interface ISocketSink
{
    /// <summary>The dump begins, or begins anew after it was interrupted: what it gave so far does not count.</summary>
    void Restart();

    /// <summary>Takes one socket. A dump may give the same socket twice when it moves while the kernel walks its table.</summary>
    void Add(in SocketRow row);
}
