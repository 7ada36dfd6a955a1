using PortTop.Model;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>The states of a pool with what they mean, and everything that is known of who has its sockets.</summary>
internal static class OwnerLines
{
    /// <summary>Behind the longest usual name.</summary>
    private const int OwnerColumn = 24;

    internal static IReadOnlyList<PageLine> Of(UiState state, int width, PoolSample pool)
    {
        var lines = new PageLines(width);
        var total = Math.Max(1, pool.States.Total);
        lines.Section("States", StateGroup.All.Where(group => group.Count(pool.States) > 0).Select(group => (
            group.Name,
            PanelWords.Text($"{group.Count(pool.States),7:N0}  {PanelWords.Share((double)group.Count(pool.States) / total),4}  {group.Meaning}") + Growth(pool, group),
            Roles.Of(group))));
        lines.Section(
            pool.Unattributed > 0 ? PanelWords.Text($"Owners: {pool.States.Total - pool.Unattributed:N0} of {pool.States.Total:N0} sockets were seen to be somebody's") : "Owners",
            NoProcess(pool).Concat(pool.Owners.Count == 0 && pool.NoProcess == 0
                ? [("?", "nobody is known", Role.Muted)]
                : pool.Owners.SelectMany(share => Describe(state, share))),
            OwnerColumn);
        return lines.All;
    }

    private static IEnumerable<(string Key, string Text, Role Role)> NoProcess(PoolSample pool) => pool.NoProcess == 0 ? [] :
        [
            (
                "no process",
                PanelWords.Text($"{pool.NoProcess:N0} of {pool.States.Total:N0} sockets: ")
                    + "handed over and not yet taken, of io_uring, or the kernel's own (NFS, iSCSI, Ceph)",
                Role.Notice),
        ];

    private static string Growth(PoolSample pool, StateGroup group)
        => group.Name == StateGroup.NameOf(TcpState.CloseWait) && pool.CloseWaitGrowth > 0 ? $"; grows by {PanelWords.Rate(pool.CloseWaitGrowth)}: a leak" : string.Empty;

    private static IEnumerable<(string Key, string Text, Role Role)> Describe(UiState state, PoolOwner share)
    {
        var owner = share.Owner;
        yield return (OwnerText.Describe(owner), PanelWords.Text($"{share.Sockets:N0} sockets{(share.Estimated > 0 ? PanelWords.Text($", {share.Estimated:N0} of them by its share: too short to be seen alive") : string.Empty)}"), Role.Plain);
        var states = string.Join("  ", StateGroup.All.Where(group => group.Count(share.States) > 0).Select(group => PanelWords.Text($"{group.Name} {group.Count(share.States):N0}")));
        if (states.Length > 0)
        {
            yield return ("  states", states, Role.Plain);
        }

        if (share.Failures > 0)
        {
            yield return ("  fails", PanelWords.Text($"{PanelWords.Rate(share.Failed)}, {share.Failures:N0} so far"), Role.Full);
        }

        if (state.Snapshot?.Owners.Find(owner)?.Descriptors is { } use)
        {
            Span<char> text = stackalloc char[40];
            yield return ("  files", text[..DescriptorText.Write(use, text)].ToString() + " of its soft limit" + (use.IsNear ? ": EMFILE is near" : string.Empty), use.IsNear ? Role.AtRisk : Role.Plain);
        }

        for (var i = 0; i < owner.Processes.Count; i++)
        {
            foreach (var line in Describe(owner.Processes[i]))
            {
                yield return line;
            }
        }

        if (owner.Process is null)
        {
            yield return ("  user", owner.User ?? "?", Role.Plain);
        }
    }

    private static IEnumerable<(string Key, string Text, Role Role)> Describe(ProcessDescription process)
    {
        var started = process.Started is { } time ? PanelWords.Text($", started {time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z") : string.Empty;
        yield return ("  process", PanelWords.Text($"{process.ProcessId}, parent {process.ParentId}, user {process.UserName ?? PanelWords.Text($"{process.UserId}")}{started}"), Role.Plain);
        if (process.Home is { } home)
        {
            yield return ("  in", process.Cgroup.Length > 0 ? $"{home}   {process.Cgroup}" : home, Role.Muted);
        }

        if (process.CommandLine.Length > 0)
        {
            yield return ("  command", process.CommandLine, Role.Plain);
        }
    }
}
