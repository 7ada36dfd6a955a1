using System.Text.Json;
using PortTop.Completion;
using PortTop.Configuration;
using PortTop.Model;

namespace PortTop.Manual;

/// <summary>portop.json(5), made of the definitions of the settings and of the packaged file.</summary>
internal static class SettingsPage
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Writes the page.</summary>
    /// <param name="root">The command line.</param>
    internal static string Write(CommandShape root)
    {
        using var defaults = JsonDocument.Parse(Packaged.Read(SettingsLoader.FileName), Lenient);
        var page = new Roff("portop.json", 5, "settings of porttop");
        page.Section("DESCRIPTION");
        page.Paragraph(
            "A file of settings is one JSON object, in which comments and trailing commas are allowed. It needs only what it "
            + "changes. A wrong name or value is told with its file and line and what would be right; "
            + "the rest counts. `porttop config` tells every setting in force and where it comes from, `porttop config --defaults` "
            + "writes the file with all defaults and their meaning, to begin one's own with, "
            + "and `porttop config --schema` the JSON schema for editors.");
        page.Section("FILES");
        page.Paragraph(
            "The weakest first; stronger than files are `PORTTOP_` and the name of a setting in capitals in the environment "
            + $"(`PORTTOP_INTERVAL=2`), and stronger than these the options of {root.Name}(1).");
        page.Term("/etc/porttop/portop.json", "The machine's.");
        page.Term("$XDG_CONFIG_HOME/porttop/portop.json", "The person's; `~/.config/porttop/portop.json` where the variable is not set.");
        page.Term("--config FILE", "The file that an option names.");
        page.Section("SETTINGS");
        foreach (var setting in SettingDefinition.All)
        {
            page.Term(
                setting.Name,
                $"{Roff.Sentence(setting.Meaning)} {Roff.Sentence(Expectation(setting))} Without it: "
                + $"`{defaults.RootElement.GetProperty(setting.Name).GetRawText()}`.");
        }

        page.Section("THEMES");
        page.Paragraph(
            "A theme is a JSON object of roles and their looks in words, such as \"bold #ff5555\", in `themes/` beside "
            + "portop.json; packaged are "
            + string.Join(", ", Packaged.Names("themes").Select(static name => $"`{name}`"))
            + ". What it does not name is as in the default theme. `porttop config --theme-schema` writes the JSON schema.");
        page.Section("EXAMPLE");
        page.Example(
            "{",
            "  // The databases by their names, and a warning earlier than usual.",
            "  \"aliases\": { \"10.8.0.12:5432\": \"orders-db\", \"10.8.0.0/16\": \"shop\" },",
            "  \"checkWarning\": \"used=70%\",",
            "  \"logs\": [\"/var/log/nginx/error.log\", \"kernel\"]",
            "}");
        page.Section("SEE ALSO");
        page.Paragraph("`porttop`(1)");
        return page.ToString();
    }

    /// <summary>What may stand there, in the words that messages have; a filter's and a text's need none.</summary>
    private static string Expectation(SettingDefinition setting) => "it takes " + setting.Expectation;
}
