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

    /// <summary>It has an owner, who is in doubt: another is told only when everybody was looked into.</summary>
    internal bool IsDoubted;

    /// <summary>Which table.</summary>
    internal IOwnedSockets Table;

    /// <summary>The order that they are searched in: a value, so that comparing calls nothing through an interface.</summary>
    internal readonly struct ByInode : IComparer<WantedSocket>
    {
        /// <inheritdoc/>
        public int Compare(WantedSocket x, WantedSocket y) => x.Inode.CompareTo(y.Inode);
    }

    /// <summary>Compares an inode with a socket's.</summary>
    /// <param name="inode">The inode that is searched for.</param>
    internal readonly struct Wanting(uint inode) : IComparable<WantedSocket>
    {
        /// <inheritdoc/>
        public int CompareTo(WantedSocket other) => inode.CompareTo(other.Inode);
    }
}
