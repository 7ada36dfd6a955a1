using System.Globalization;

namespace PortTop.Kernel.Processes;

/// <summary>The names of users by their number (passwd(5)). Users that only a directory service knows go by their number.</summary>
/// <param name="path">Usually /etc/passwd.</param>
internal sealed class UserNames(string path)
{
    private Dictionary<uint, string>? _names;

    /// <summary>The name, null for none.</summary>
    internal string? Find(uint user) => (_names ??= Read()).GetValueOrDefault(user);

    private Dictionary<uint, string> Read()
    {
        var names = new Dictionary<uint, string>();
        try
        {
            foreach (var line in File.ReadLines(path))
            {
                if (line.Split(':') is [var name, _, var number, ..] && uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var user))
                {
                    _ = names.TryAdd(user, Model.MachineText.Clean(name));
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Numbers then.
        }

        return names;
    }
}
