using System.Globalization;
using PortTop.Kernel.Logs;
using PortTop.Kernel.Namespaces;
using PortTop.Kernel.Processes;
using PortTop.Model;

namespace PortTop.Kernel;

/// <summary>
/// The running machine: its network namespaces, found anew each time that is asked, and read through a door that leaves none of them open.
/// </summary>
public sealed class KernelMachine : IMachineSource, IDisposable
{
    private const ulong SysAdmin = 1UL << 21;

    private readonly MachineShare _share;
    private readonly CollectorChoice _choice;
    private readonly NamespaceChoice _wanted;
    private readonly NamespaceSearch _search;
    private readonly SocketCounts _counts;
    private readonly bool _mayEnter;
    private readonly Dictionary<uint, FoundNamespace> _found = [];
    private readonly Dictionary<uint, DoorEntrance> _entrances = [];
    private readonly LogTable? _logs;
    private NamespaceDoor? _door;

    /// <summary>Looks at the machine and begins to watch failures.</summary>
    /// <param name="choice">How sockets are read.</param>
    /// <param name="roots">Where the kernel's files are.</param>
    /// <param name="watch">Whether failures are watched.</param>
    /// <param name="wanted">Which namespaces are wanted.</param>
    /// <param name="logs">The logs that are watched, closed with this; null for none.</param>
    /// <param name="asksKernel">Whether the kernel may be asked for single ports.</param>
    public KernelMachine(CollectorChoice choice, KernelRoots roots, WatchChoice watch, NamespaceChoice wanted, LogTable? logs = null,
        bool asksKernel = true)
    {
        _logs = logs;
        _choice = choice;
        _wanted = wanted;
        _share = new MachineShare(roots, watch, isRecorded: false, isDialled: false, asksKernel);
        _search = new NamespaceSearch(roots, _share.Own);
        _counts = new SocketCounts(roots.Proc);
        _mayEnter = (new ProcessReader(roots).ReadOwnCapabilities() & SysAdmin) != 0;
    }

    /// <inheritdoc/>
    public ILogTable? Logs => _logs;

    /// <inheritdoc/>
    public NamespaceList Discover()
    {
        var all = _search.Find();
        _share.Census?.Tell(_search.Homes);
        _found.Clear();
        var places = new List<NamespacePlace>();
        foreach (var found in all)
        {
            if (IsWanted(found) && (_mayEnter || found.Inode == _share.Own.Inode))
            {
                _found.Add(found.Inode, found);
                places.Add(found.Place);
                if (_entrances.TryGetValue(found.Inode, out var entrance))
                {
                    entrance.Place = found;
                }
            }
        }

        Forget();
        if (places.Count == 0)
        {
            throw new SourceException(WhyMissing(all));
        }

        // The machine's own, wherever porttop runs, is the one that people mean.
        places.Sort((x, y) => (Order(x), x.Label).CompareTo((Order(y), y.Label)));
        return new NamespaceList(places, WhyUnseen(all.Count(found => IsWanted(found)) - places.Count));
    }

    /// <inheritdoc/>
    public ISocketSource Open(NamespacePlace place) => place.Inode == _share.Own.Inode
        ? new KernelSocketSource(_share, _choice, entrance: null, place)
        : new KernelSocketSource(_share, _choice, EntranceTo(place.Inode), place);

    /// <inheritdoc/>
    public void Close(ISocketSource source) => (source as IDisposable)?.Dispose();

    /// <inheritdoc/>
    public NamespaceTraffic? ReadTraffic(NamespacePlace place)
        => _found.TryGetValue(place.Inode, out var found)
            && _counts.Read(found.Inode == _share.Own.Inode ? new OwnEntrance(_share.Roots.Proc) : EntranceTo(found.Inode), found.Processes) is { } traffic
            ? traffic with { HasFailures = _share.Failures?.HasFailures(place.Inode) == true }
            : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _logs?.Dispose();
        _door?.Dispose();
        _share.Dispose();
    }

    private int Order(NamespacePlace place) => place.Inode == _share.Own.Inode ? 0 : 1;

    private bool IsWanted(FoundNamespace found) => _wanted.Kind switch
    {
        NamespaceChoiceKind.All => true,
        NamespaceChoiceKind.Own => found.Inode == _share.Own.Inode,
        NamespaceChoiceKind.Process => _search.Homes.GetValueOrDefault(_wanted.Process) == found.Inode,
        _ => found.Files.Any(file => !file.StartsWith(_share.Roots.Proc, StringComparison.Ordinal) && Path.GetFileName(file) == _wanted.Name) || found.Place.Label == _wanted.Name || found.Place.Name == _wanted.Name,
    };

    private string WhyMissing(List<FoundNamespace> all)
    {
        if (all.Exists(IsWanted))
        {
            return $"the network namespace of {_wanted} may not be entered; \"sudo porttop\" may, or CAP_SYS_ADMIN";
        }

        return _wanted.Kind == NamespaceChoiceKind.Process
            ? $"the network namespace of {_wanted} cannot be found: there is no such process, or it may not be looked at; \"sudo porttop\" may"
            : $"there is no network namespace {_wanted}; there are: {string.Join(", ", all.Select(static found => found.Place.Label).Order(StringComparer.Ordinal).Take(MostNamed))}";
    }

    /// <summary>So many names are told where one is not found.</summary>
    private const int MostNamed = 12;

    private Unseen? WhyUnseen(int refused)
    {
        if (_wanted.Kind != NamespaceChoiceKind.All)
        {
            return null;
        }

        var remedy = _mayEnter ? "privileges that porttop has not protect it" : "\"sudo porttop\" reads all, or CAP_SYS_ADMIN with CAP_SYS_PTRACE and CAP_DAC_READ_SEARCH";
        var untold = _search.Untold == 1 ? "one process does not tell which it is in" : string.Create(CultureInfo.InvariantCulture, $"{_search.Untold:N0} processes do not tell which they are in");
        if (refused > 0)
        {
            return new Unseen(Unseen.Namespaces, string.Create(CultureInfo.InvariantCulture, $"{refused:N0} more may not be entered{(_search.Untold > 0 ? ", and " + untold : string.Empty)}; {remedy}"));
        }

        return _search.Untold > 0
            ? new Unseen(Unseen.Namespaces, $"{untold}; {remedy}")
            : _share.Processes?.IsContained == true
                ? new Unseen(Unseen.Namespaces, "porttop runs in a container's pid namespace: those of processes outside it are not seen; run it on the host")
                : null;
    }

    private DoorEntrance EntranceTo(uint inode)
    {
        if (!_entrances.TryGetValue(inode, out var entrance))
        {
            _door ??= new NamespaceDoor(_share.Roots.Proc);
            entrance = new DoorEntrance(_door, _found[inode], _share.Roots.Proc);
            _entrances.Add(inode, entrance);
        }

        return entrance;
    }

    /// <summary>An inode may be another namespace's tomorrow.</summary>
    private void Forget()
    {
        foreach (var inode in _entrances.Keys.Where(inode => !_found.ContainsKey(inode)).ToArray())
        {
            _ = _entrances.Remove(inode);
        }
    }
}
