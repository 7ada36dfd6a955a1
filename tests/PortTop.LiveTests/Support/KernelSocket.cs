using System.Net;

namespace PortTop.LiveTests.Support;

/// <summary>One line of /proc/net/tcp or tcp6; mapped addresses are those of IPv4.</summary>
/// <param name="Local">Its own end.</param>
/// <param name="Remote">The other end.</param>
/// <param name="State">The kernel's number of its state, as two hexadecimal digits.</param>
/// <param name="Timer">When its timer ends.</param>
internal sealed record KernelSocket(IPEndPoint Local, IPEndPoint Remote, string State, TimeSpan Timer);
