using PortTop.Tui.Themes;

namespace PortTop.Configuration;

/// <summary>
/// The JSON schema of theme files, made of <see cref="Roles.Names"/>. theme.schema.json in the folder of the program is held to it by a
/// test.
/// </summary>
internal static class ThemeSchema
{
    private const string Color = "(default|(bright-)?(black|red|green|yellow|blue|magenta|cyan|white)|(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])|#[0-9a-fA-F]{6})";

    /// <summary>The words of <see cref="PortTop.Tui.Device.Style.TryParse"/>, as a regular expression.</summary>
    internal const string Pattern = "^ *((bold|dim|italic|underline|reverse|plain|(on +)?" + Color + ")( +|$))*$";

    /// <summary>The schema.</summary>
    internal static string Make() => SchemaWriter.Write("A theme of porttop: how each role looks. What is left out is as in the default theme.", static json =>
    {
        foreach (var role in Roles.Names)
        {
            json.WriteStartObject(role);
            json.WriteString("description", "style words: bold, dim, italic, underline, reverse, plain, and colours: default, black … white, bright-black … bright-white, 0 … 255, #rrggbb, with \"on\" before a background");
            json.WriteString("type", "string");
            json.WriteString("pattern", Pattern);
            json.WriteEndObject();
        }
    });
}
