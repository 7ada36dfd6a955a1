using System.Globalization;

namespace PortTop.Kernel.Processes;

/// <summary>The names of users by their number (passwd(5)). Users that only a directory service knows go by their number.</summary>
/// <param name="path">Usually /etc/passwd.</param>
internal sealed class UserNames(string path)
{
    private readonly Dictionary<uint, string> _names = [];
    private DateTime _changed;

    /// <summary>The name, null for none. The file is read again when it was changed.</summary>
    internal string? Find(uint user)
    {
        if (!_names.TryGetValue(user, out var name))
        {
            Read();
            _ = _names.TryGetValue(user, out name);
        }

        return name;
    }

    private void Read()
    {
        try
        {
            var changed = File.GetLastWriteTimeUtc(path);
            if (changed == _changed)
            {
                return;
            }

            _changed = changed;
            foreach (var line in File.ReadLines(path))
            {
                if (line.Split(':') is [var name, _, var number, ..] && uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var user))
                {
                    _ = _names.TryAdd(user, Model.MachineText.Clean(name));
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Numbers then.
        }
    }
}
