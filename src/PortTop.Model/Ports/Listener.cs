namespace PortTop.Model;

/// <summary>A listening TCP socket. Its port is taken from autobind connects of every address and family.</summary>
/// <param name="Address">The address that it listens on; the wildcard for all.</param>
/// <param name="Port">Its port.</param>
public readonly record struct Listener(IpAddress Address, ushort Port);
