namespace PortTop.Pipeline;

/// <summary>Numbers for owners: one row of them for all namespaces, so that a number means one owner on every screen.</summary>
internal sealed class OwnerNumbers
{
    private int _last;

    /// <summary>The next number, from 1.</summary>
    internal int Next() => ++_last;
}
