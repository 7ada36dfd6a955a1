using System.Globalization;

namespace PortTop.Kernel.Processes;

/// <summary>The names of users by their number (passwd(5)). Users that only a directory service knows go by their number.</summary>
/// <param name="roots">Where the kernel's files and /etc/passwd are.</param>
internal sealed class UserNames(KernelRoots roots)
{
    /// <summary>What the user is called who has no number in this user namespace.</summary>
    private const string Unmapped = "unmapped";

    /// <summary>How many numbers of users there are: a user namespace that maps them all is the machine's own.</summary>
    private const uint AllUsers = uint.MaxValue;

    /// <summary>A kernel without user namespaces has no such file.</summary>
    private readonly Lazy<bool> _isPartial = new(() => ReadWords(roots, "self/uid_map") is not ([] or [0, 0, AllUsers]));
    private readonly Lazy<uint?> _overflow = new(() => ReadWords(roots, "sys/kernel/overflowuid") is [var user] ? user : null);
    private readonly Dictionary<uint, string> _names = [];
    private DateTime _changed;

    /// <summary>This is a user namespace in which only some users have a number (user_namespaces(7)).</summary>
    internal bool IsPartial => _isPartial.Value;

    /// <summary>
    /// True for the number that the kernel gives for every user who has none here (<c>/proc/sys/kernel/overflowuid</c>, usually 65534),
    /// in a user namespace where there are such. On the machine itself it is the user nobody.
    /// </summary>
    internal bool IsUnmapped(uint user) => IsPartial && user == _overflow.Value;

    /// <summary>The name, null for none. The file is read again when it was changed.</summary>
    internal string? Find(uint user)
    {
        if (IsUnmapped(user))
        {
            return Unmapped;
        }

        if (!_names.TryGetValue(user, out var name))
        {
            Read();
            _ = _names.TryGetValue(user, out name);
        }

        return name;
    }

    /// <summary>The numbers in a small file; none where it cannot be read, or has anything else.</summary>
    private static uint[] ReadWords(KernelRoots roots, string file)
    {
        try
        {
            return [.. File.ReadAllText(Path.Combine(roots.Proc, file)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(static word => uint.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture))];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return [];
        }
    }

    private void Read()
    {
        var path = roots.Passwords;
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
