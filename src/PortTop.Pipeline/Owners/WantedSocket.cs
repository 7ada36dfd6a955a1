namespace PortTop.Pipeline;

/// <summary>A socket whose owner is looked for.</summary>
internal struct WantedSocket
{
    /// <summary>What processes know it by.</summary>
    internal uint Inode;

    /// <summary>Its user, told where no process is found.</summary>
    internal uint User;

    /// <summary>The place in its table.</summary>
    internal int Place;

    /// <summary>Who was found, <see cref="OwnerBook.Nobody"/> until then.</summary>
    internal int Owner;

    /// <summary>Which table.</summary>
    internal IOwnedSockets Table;

    /// <summary>The order that they are searched in.</summary>
    internal static Comparer<WantedSocket> ByInode { get; } = Comparer<WantedSocket>.Create(static (x, y) => x.Inode.CompareTo(y.Inode));
}
