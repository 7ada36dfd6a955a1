namespace PortTop.Model;

/// <summary>Writes a pool's value of one column and returns the number of characters written.</summary>
public delegate int PoolColumnWriter(PoolSample pool, DateTimeOffset now, Span<char> destination);
