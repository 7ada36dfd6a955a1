namespace PortTop.Model;

/// <summary>Descriptors against their limit as text; nothing here allocates.</summary>
public static class DescriptorText
{
    /// <summary>Writes "412/65,536", "412/-" for no limit, "?" for unknown.</summary>
    public static int Write(DescriptorUse? use, Span<char> destination)
    {
        if (use is not { } known)
        {
            destination[0] = '?';
            return 1;
        }

        var written = NumberText.WriteCount(known.Used, destination);
        destination[written++] = '/';
        if (known.Soft > int.MaxValue)
        {
            destination[written++] = '-';
            return written;
        }

        return written + NumberText.WriteCount((int)known.Soft, destination[written..]);
    }
}
