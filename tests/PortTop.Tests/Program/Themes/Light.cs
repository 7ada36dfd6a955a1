namespace PortTop.Tests.Program.Themes;

/// <summary>A colour as linear light, each channel 0 to 1.</summary>
internal readonly record struct Light(double Red, double Green, double Blue)
{
    /// <summary>Relative luminance (WCAG 2.2).</summary>
    private double Luminance => (.2126 * Red) + (.7152 * Green) + (.0722 * Blue);

    /// <summary>The light of an sRGB colour.</summary>
    internal static Light Of(int rgb) => new(Linear(rgb >> 16), Linear((rgb >> 8) & 255), Linear(rgb & 255));

    /// <summary>The contrast of two colours, 1 to 21 (WCAG 2.2, success criterion 1.4.3).</summary>
    internal double Contrast(Light other)
        => (Math.Max(Luminance, other.Luminance) + .05) / (Math.Min(Luminance, other.Luminance) + .05);

    /// <summary>How far two colours lie apart in CIELAB (CIE76); about 2 can just be told from each other side by side.</summary>
    internal double Distance(Light other)
    {
        var (l1, a1, b1) = Lab();
        var (l2, a2, b2) = other.Lab();
        return Math.Sqrt(Math.Pow(l1 - l2, 2) + Math.Pow(a1 - a2, 2) + Math.Pow(b1 - b2, 2));
    }

    /// <summary>
    /// What a person sees who lacks one kind of cone: the linear transformations of Viénot, Brettel and Mollon (1999) for red and green,
    /// and Brettel's for blue in one plane.
    /// </summary>
    internal Light SeenBy(Eyes eyes) => eyes switch
    {
        Eyes.WithoutRed => Mix(.11238, .88762, 0, .11238, .88762, 0, .00401, -.00401, 1),
        Eyes.WithoutGreen => Mix(.29275, .70725, 0, .29275, .70725, 0, -.02234, .02234, 1),
        Eyes.WithoutBlue => Mix(1, .14461, -.14461, 0, .85924, .14076, 0, .85924, .14076),
        _ => this,
    };

    private static double Linear(int channel)
        => channel / 255.0 is var value && value <= .04045 ? value / 12.92 : Math.Pow((value + .055) / 1.055, 2.4);

    private Light Mix(double a, double b, double c, double d, double e, double f, double g, double h, double i) => new(
        Math.Clamp((a * Red) + (b * Green) + (c * Blue), 0, 1),
        Math.Clamp((d * Red) + (e * Green) + (f * Blue), 0, 1),
        Math.Clamp((g * Red) + (h * Green) + (i * Blue), 0, 1));

    private (double L, double A, double B) Lab()
    {
        var x = Root(((.4124 * Red) + (.3576 * Green) + (.1805 * Blue)) / .95047);
        var y = Root(Luminance);
        var z = Root(((.0193 * Red) + (.1192 * Green) + (.9505 * Blue)) / 1.08883);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));

        static double Root(double value) => value > .008856 ? Math.Cbrt(value) : (7.787 * value) + (16.0 / 116);
    }
}
