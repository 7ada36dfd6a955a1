namespace PortTop.Pipeline;

/// <summary>Takes a socket that the kernel does not report any more.</summary>
internal delegate void SocketGone(in TrackedSocket socket);
