namespace PortTop.Kernel.Netlink;

/// <summary>The kernel refused a netlink request, or its reply made no sense.</summary>
public sealed class NetlinkException : Exception
{
    /// <summary>A reply that made no sense.</summary>
    public NetlinkException()
    {
    }

    /// <summary>A reply that made no sense, in words.</summary>
    public NetlinkException(string message)
        : base(message)
    {
    }

    /// <summary>A reply that made no sense, with its cause.</summary>
    public NetlinkException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error number and what was being done.</summary>
    public NetlinkException(string what, int error)
        : base($"{what}: {new System.ComponentModel.Win32Exception(error).Message} (errno {error})")
    {
        Error = error;
    }

    /// <summary>The error number of <c>errno(3)</c>, 0 for a reply that made no sense.</summary>
    public int Error { get; }

    /// <summary>True when asking again cannot help: the kernel, a sandbox or a missing privilege says no.</summary>
    public bool IsRefusal => Error is Interop.Errno.EPERM or Interop.Errno.EACCES or Interop.Errno.ENOENT
        or Interop.Errno.EOPNOTSUPP or Interop.Errno.EPROTONOSUPPORT or Interop.Errno.EAFNOSUPPORT or Interop.Errno.EINVAL;

    /// <summary>True when the kernel did not answer in time.</summary>
    public bool IsTimeout => Error == Interop.Errno.EAGAIN;
}
