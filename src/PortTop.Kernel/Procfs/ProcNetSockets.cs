using PortTop.Kernel.Namespaces;
using PortTop.Model;

namespace PortTop.Kernel.Procfs;

/// <summary>
/// The sockets as <c>/proc/net/tcp</c>, <c>tcp6</c>, <c>udp</c> and <c>udp6</c> show them: slower, without cookies, but allowed where
/// netlink is not.
/// </summary>
public sealed class ProcNetSockets : ISocketTable
{
    /// <summary>The word for this way.</summary>
    public const string TableName = "procfs";

    private const int BufferLength = 64 * 1024;

    private readonly INamespaceEntrance _entrance;
    private byte[]? _buffer;

    /// <summary>Reads the files of a namespace.</summary>
    public ProcNetSockets(INamespaceEntrance entrance)
    {
        _entrance = entrance;
    }

    /// <inheritdoc/>
    public string Name => TableName;

    /// <inheritdoc/>
    public void ReadListeners(PortRange range, ISocketSink sink)
        => ReadBoth("tcp", sink, row => row.State != TcpState.Listen ? Step.Stop : range.Contains(row.SourcePort) ? Step.Take : Step.Skip);

    /// <inheritdoc/>
    public void ReadConnected(PortRange range, ISocketSink sink)
        => ReadBoth("tcp", sink, row => row.State != TcpState.Listen && row.State != TcpState.Close && range.Contains(row.SourcePort) ? Step.Take : Step.Skip);

    /// <inheritdoc/>
    public BoundPorts ReadBound() => BoundPorts.Unknown;

    /// <inheritdoc/>
    public void ReadPool(PoolKey pool, PortRange range, ISocketSink sink) => ReadConnected(range, sink);

    /// <inheritdoc/>
    public void ReadAlive(PoolKey pool, PortRange range, ISocketSink sink) => ReadConnected(range, sink);

    /// <summary>Pushes the UDP sockets with a port in <paramref name="range"/>.</summary>
    /// <exception cref="SourceException">They cannot be read.</exception>
    public void ReadUdp(PortRange range, ISocketSink sink)
        => ReadBoth("udp", sink, row => range.Contains(row.SourcePort) ? Step.Take : Step.Skip);

    /// <summary>What to do with a line.</summary>
    private enum Step
    {
        Take,
        Skip,

        /// <summary>The kernel writes listeners first: the first socket that is none ends them.</summary>
        Stop,
    }

    private void ReadBoth(string protocol, ISocketSink sink, Func<SocketRow, Step> judge)
    {
        sink.Restart();
        Read(Path.Combine(_entrance.Net, protocol), sink, judge, isRequired: true);

        // A machine without IPv6 has no such file.
        Read(Path.Combine(_entrance.Net, protocol + "6"), sink, judge, isRequired: false);
    }

    private void Read(string path, ISocketSink sink, Func<SocketRow, Step> judge, bool isRequired)
    {
        try
        {
            using var file = _entrance.Open(path);
            ReadLines(file, sink, judge);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException && !isRequired)
        {
            // Said above: no IPv6.
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"{path} cannot be read: {problem.Message}", problem);
        }
    }

    private void ReadLines(FileStream file, ISocketSink sink, Func<SocketRow, Step> judge)
    {
        var buffer = _buffer ??= GC.AllocateUninitializedArray<byte>(BufferLength);
        var filled = 0;
        while (true)
        {
            var read = file.Read(buffer.AsSpan(filled));
            filled += read;
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, filled);
            while (rest.IndexOf((byte)'\n') is >= 0 and var end)
            {
                if (ProcNetLine.TryParse(rest[..end], out var row))
                {
                    switch (judge(row))
                    {
                        case Step.Take:
                            sink.Add(row);
                            break;
                        case Step.Stop:
                            return;
                    }
                }

                rest = rest[(end + 1)..];
            }

            if (read == 0)
            {
                return;
            }

            // A line longer than the buffer is none of the kernel's: drop it rather than wait for its end for ever.
            filled = rest.Length == buffer.Length ? 0 : rest.Length;
            rest[..filled].CopyTo(buffer);
        }
    }
}
