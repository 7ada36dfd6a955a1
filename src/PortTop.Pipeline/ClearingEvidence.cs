using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Which ports in doubt connect() chose by all signs. It has one task: to tell a pool that may be full from one that is not, where the
/// kernel cannot be asked. A port is cleared where bind() to
/// port 0 would not have gone: at an even offset while odd ones are left, or onto a port that its address has already.
/// </summary>
/// <param name="pools">The pools.</param>
/// <param name="sockets">The sockets.</param>
/// <param name="marks">The ports of the pass.</param>
/// <param name="addresses">The bind pools.</param>
internal sealed class ClearingEvidence(PoolList pools, SocketTable sockets, PortPass marks, AddressTable addresses)
{
    /// <summary>What is on a port: the one address of its sockets, by its place and one more.</summary>
    private const int Nothing = 0;
    private const int Several = -1;

    /// <summary>A socket on it was accepted, chosen or suspected, or its address is not known.</summary>
    private const int Spoilt = -2;

    private readonly PortSet _cleared = new();
    private int[] _address = [];
    private byte[] _count = [];
    private bool[] _isAlive = [];

    /// <summary>Finds the ports that are cleared.</summary>
    internal PortSet Find(int pass, PortSpace ports)
    {
        Sort(pass);
        _cleared.Clear();

        // Who binds the wildcard goes by the ports of all addresses.
        var isEvenClear = !ports.Settings.HasStepWidth && !addresses.IsOddTakenOfAll();
        for (int port = ports.Range.Low; port <= ports.Range.High; port++)
        {
            if (!marks.IsDoubtful((ushort)port) || _address[port] is Nothing or Spoilt)
            {
                continue;
            }

            var isTwice = _address[port] > 0 && _count[port] > 1 && _isAlive[port] && ports.Bound.SeesChosen;
            if (isTwice || (isEvenClear && ports.IsEven((ushort)port)))
            {
                _cleared.Add((ushort)port);
            }
        }

        return _cleared;
    }

    private void Sort(int pass)
    {
        if (_address.Length == 0)
        {
            (_address, _count, _isAlive) = (new int[65536], new byte[65536], new bool[65536]);
        }

        Array.Clear(_address);
        Array.Clear(_count);
        Array.Clear(_isAlive);
        foreach (ref readonly var socket in sockets.Entries)
        {
            if (socket.LastPass != pass || !marks.IsDoubtful(socket.Port))
            {
                continue;
            }

            var place = socket.Pool == TrackedSocket.NoPool || socket.Is(SocketMarks.Accepted | SocketMarks.Bound | SocketMarks.Suspect)
                || pools.At(socket.Pool).Address < 0
                ? Spoilt
                : pools.At(socket.Pool).Address + 1;
            ref var known = ref _address[socket.Port];
            known = known == Nothing || known == place ? place : known == Spoilt || place == Spoilt ? Spoilt : Several;
            _count[socket.Port] = (byte)Math.Min(byte.MaxValue, _count[socket.Port] + 1);

            // Sockets of one chosen port towards several targets share it too; alive the kernel tells of them.
            _isAlive[socket.Port] |= socket.State is not TcpState.TimeWait and not TcpState.FinWait2;
        }
    }
}
