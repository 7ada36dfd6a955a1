using System.Text;

namespace PortTop.Tui.Device;

/// <summary>The styles of a screen, each encoded once for the colours that the terminal has. Style 0 is the terminal's own.</summary>
public sealed class Palette
{
    private readonly byte[][] _sequences;
    private readonly bool[] _isPlainBlank;

    /// <summary>Encodes <paramref name="styles"/>, which are numbered from 1.</summary>
    public Palette(IEnumerable<Style> styles, ColorDepth depth)
    {
        Style[] all = [default, .. styles];
        _sequences = [.. all.Select(style => Encoding.ASCII.GetBytes(style.ToSequence(depth)))];
        _isPlainBlank = [.. all.Select(style => depth == ColorDepth.None ? (style with { Background = default }).IsPlainBlank : style.IsPlainBlank)];
    }

    /// <summary>The escape sequence of a style; an unknown number is the terminal's own style.</summary>
    public ReadOnlySpan<byte> Sequence(int style) => _sequences[(uint)style < (uint)_sequences.Length ? style : 0];

    /// <summary>True when a blank in this style may be made by erasing.</summary>
    internal bool IsPlainBlank(int style) => (uint)style >= (uint)_isPlainBlank.Length || _isPlainBlank[style];
}
