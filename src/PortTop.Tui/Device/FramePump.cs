namespace PortTop.Tui.Device;

/// <summary>
/// Brings frames to the terminal. While a slow link has not taken the last one whole, no further one is made: frames are dropped, never
/// queued.
/// </summary>
internal sealed class FramePump
{
    private readonly TerminalDevice _device;
    private readonly FrameEncoder _encoder;
    private Palette _palette;
    private byte[] _pending = new byte[16 * 1024];
    private int _offset;
    private int _length;

    internal FramePump(TerminalDevice device, Palette palette)
    {
        _device = device;
        _palette = palette;
        var (width, height) = device.Size();
        _encoder = new FrameEncoder(width, height);
    }

    /// <summary>True while bytes of the last frame wait for room.</summary>
    internal bool IsBusy => _offset < _length;

    /// <summary>Draws with other looks from now on: all of the screen.</summary>
    internal void Use(Palette palette)
    {
        _palette = palette;
        Forget();
    }

    /// <summary>The terminal's content is not known any more. What waits is dropped: it was meant for a screen that is no more.</summary>
    internal void Forget()
    {
        _encoder.Forget();
        _offset = _length = 0;
    }

    /// <summary>Writes the difference to the frame before, in one write(2) where the link takes it.</summary>
    internal void Show(CellGrid grid)
    {
        var bytes = _encoder.Encode(grid, _palette);
        var written = bytes.IsEmpty ? 0 : _device.Write(bytes);
        Keep(bytes[written..]);
    }

    /// <summary>Writes bytes that are no frame, behind what waits.</summary>
    internal void Send(ReadOnlySpan<byte> bytes)
    {
        if (!IsBusy)
        {
            Keep(bytes[_device.Write(bytes)..]);
            return;
        }

        byte[] joined = [.. _pending.AsSpan(_offset, _length - _offset), .. bytes];
        Keep(joined);
    }

    /// <summary>Writes what waits, as far as there is room.</summary>
    internal void Continue() => _offset += _device.Write(_pending.AsSpan(_offset, _length - _offset));

    private void Keep(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > _pending.Length)
        {
            _pending = new byte[rest.Length * 2];
        }

        rest.CopyTo(_pending);
        _offset = 0;
        _length = rest.Length;
    }
}
