namespace PortTop.Kernel;

/// <summary>Which network namespaces are wanted.</summary>
public enum NamespaceChoiceKind
{
    /// <summary>All that are found.</summary>
    All,

    /// <summary>The one that this program runs in.</summary>
    Own,

    /// <summary>The one of a name.</summary>
    Named,

    /// <summary>The one of a process.</summary>
    Process,
}
