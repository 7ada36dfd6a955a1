namespace PortTop.Kernel.Tracepoints;

/// <summary>A field of a tracepoint's record.</summary>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Size">How many bytes it has.</param>
internal readonly record struct TraceField(int Offset, int Size);
