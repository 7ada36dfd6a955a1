namespace PortTop.Model;

/// <summary>
/// Who holds sockets: a process, several that share them (after fork(2), or passed over a UNIX socket), or only the user, where no process
/// can be seen.
/// </summary>
/// <param name="Id">A number that tells it from all others while the program runs, from 1.</param>
/// <param name="Processes">The processes, the first seen first; empty where only the user is known.</param>
public sealed record Owner(int Id, IReadOnlyList<ProcessDescription> Processes)
{
    /// <summary>The user where no process is known.</summary>
    public uint? UserId { get; init; }

    /// <summary>The name of that user, null where none is known.</summary>
    public string? UserName { get; init; }

    /// <summary>
    /// No process has the sockets, and every one was looked into: they are being handed over a UNIX socket, belong to io_uring, or to the
    /// kernel itself (NFS, iSCSI, Ceph).
    /// </summary>
    public bool IsNoProcess { get; init; }

    /// <summary>Every process of it has ended; its ports may be held in TIME-WAIT.</summary>
    public bool IsGone { get; init; }

    /// <summary>
    /// How many processes of this name and user it is, each of which ended before it was known; the last of them is told. 0 for all other
    /// owners.
    /// </summary>
    public int Ended { get; init; }

    /// <summary>The first process, null where only the user is known.</summary>
    public ProcessDescription? Process => Processes.Count > 0 ? Processes[0] : null;

    /// <summary>The user's name or number: of the process, or of the sockets.</summary>
    public string? User => Process is { } process
        ? process.UserName ?? process.UserId?.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : UserName ?? UserId?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
