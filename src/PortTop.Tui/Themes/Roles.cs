using System.Text;
using PortTop.Model;

namespace PortTop.Tui.Themes;

/// <summary>The roles by the names that themes have for them.</summary>
public static class Roles
{
    /// <summary>The names of all roles but <see cref="Role.Plain"/>, in the order of their places in the palette: bar-used.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<Role>().Where(static role => role != Role.Plain).Select(NameOf)];

    /// <summary>The role of a pool's condition.</summary>
    public static Role Of(PoolCondition condition) => condition switch
    {
        PoolCondition.Full => Role.Full,
        PoolCondition.Waves or PoolCondition.Failed or PoolCondition.Unclear or PoolCondition.AtRisk => Role.AtRisk,
        PoolCondition.Countdown => Role.AtRisk,
        PoolCondition.Settles => Role.Settles,
        _ => Role.Steady,
    };

    /// <summary>The role of what is drawn with blocks.</summary>
    internal static Role Ink(Role role) => role == Role.Full ? Role.BarFull : role;

    /// <summary>The role of a group of states.</summary>
    public static Role Of(StateGroup group) => group.JsonName switch
    {
        "timeWait" => Role.TimeWait,
        "closeWait" => Role.CloseWait,
        "established" => Role.Established,
        _ => Role.OtherState,
    };

    private static string NameOf(Role role)
    {
        var name = new StringBuilder();
        foreach (var letter in role.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
            {
                name.Append('-');
            }

            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
