namespace PortTop.Model;

/// <summary>A process in the list of all.</summary>
/// <param name="ProcessId">Its id.</param>
/// <param name="Descriptors">How many file descriptors it has open; 0 where the kernel does not tell (before Linux 6.2).</param>
public readonly record struct ProcessEntry(int ProcessId, int Descriptors);
