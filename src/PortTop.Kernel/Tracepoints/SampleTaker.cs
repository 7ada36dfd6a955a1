namespace PortTop.Kernel.Tracepoints;

/// <summary>Takes a sample of a tracepoint.</summary>
/// <param name="process">The process that it is of.</param>
/// <param name="thread">The thread of it: threads of one process may be in different network namespaces.</param>
/// <param name="record">The raw record.</param>
internal delegate void SampleTaker(int process, int thread, ReadOnlySpan<byte> record);
