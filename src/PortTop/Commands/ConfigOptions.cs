using System.CommandLine;
using System.Text;
using PortTop.Configuration;

namespace PortTop.Commands;

/// <summary>The command line of <c>porttop config</c>.</summary>
internal sealed class ConfigOptions
{
    private readonly Option<bool> _defaults = new("--defaults")
    {
        Description = "write the packaged portop.json, with every setting and its meaning, to start your own from",
    };
    private readonly Option<bool> _schema = new("--schema") { Description = "write the JSON schema of portop.json, for editors" };
    private readonly Option<bool> _themeSchema = new("--theme-schema") { Description = "write the JSON schema of theme files, for editors" };

    internal ConfigOptions()
    {
        Command = new Command("config", "the settings in force and where each comes from; exit status 1 when one of them is wrong")
        {
            _defaults, _schema, _themeSchema,
        };
        Command.Validators.Add(result =>
        {
            if (new[] { _defaults, _schema, _themeSchema }.Count(option => result.IsSet(option)) > 1)
            {
                result.AddError("--defaults, --schema and --theme-schema write a file each: one at a time");
            }
        });
    }

    /// <summary>The command that these options belong to.</summary>
    internal Command Command { get; }

    /// <summary>The file that is to be written, UTF-8; null where the settings in force are asked for.</summary>
    internal byte[]? File(ParseResult result)
        => result.GetValue(_defaults) ? Packaged.Read(SettingsLoader.FileName)
            : result.GetValue(_schema) ? Encoding.UTF8.GetBytes(SettingSchema.Make())
            : result.GetValue(_themeSchema) ? Encoding.UTF8.GetBytes(ThemeSchema.Make())
            : null;
}
