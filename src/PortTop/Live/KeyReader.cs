using System.Diagnostics;
using PortTop.Terminal;

namespace PortTop.Live;

/// <summary>
/// Reads keys. A lone ESC is the Escape key when nothing follows for 50 ms; a sequence that has begun may take a second over a slow link.
/// </summary>
/// <param name="device">The terminal.</param>
internal sealed class KeyReader(TerminalDevice device)
{
    private static readonly TimeSpan EscapeTimeout = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RestTimeout = TimeSpan.FromSeconds(1);

    private readonly KeyDecoder _decoder = new();
    private readonly byte[] _buffer = new byte[1024];
    private readonly List<KeyPress> _presses = [];
    private long _lastByte;

    /// <summary>How long to wait at most before <see cref="Read"/> is to be called again; null when nothing is pending.</summary>
    internal TimeSpan? Timeout
    {
        get
        {
            if (!_decoder.IsLoneEscape && !_decoder.IsIncomplete)
            {
                return null;
            }

            var left = (_decoder.IsLoneEscape ? EscapeTimeout : RestTimeout) - Stopwatch.GetElapsedTime(_lastByte);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>The presses since the last call.</summary>
    internal List<KeyPress> Read(bool hasInput)
    {
        _presses.Clear();
        if (hasInput)
        {
            int length;
            while ((length = device.Read(_buffer)) > 0)
            {
                _lastByte = Stopwatch.GetTimestamp();
                _decoder.Feed(_buffer.AsSpan(0, length), _presses);
            }
        }
        else if (Timeout == TimeSpan.Zero)
        {
            _decoder.Expire(_presses);
        }

        return _presses;
    }
}
