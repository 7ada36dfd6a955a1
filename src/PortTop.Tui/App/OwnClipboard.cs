using Terminal.Gui.App;

namespace PortTop.Tui.App;

/// <summary>What was cut in porttop can be put in again in porttop. What the person's machine has comes as a bracketed paste.</summary>
internal sealed class OwnClipboard : ClipboardBase
{
    private string _text = string.Empty;

    /// <inheritdoc/>
    public override bool IsSupported => true;

    /// <inheritdoc/>
    protected override string GetClipboardDataImpl() => _text;

    /// <inheritdoc/>
    protected override void SetClipboardDataImpl(string text) => _text = text;
}
