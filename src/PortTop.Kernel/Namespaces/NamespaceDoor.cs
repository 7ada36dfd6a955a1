using System.Collections.Concurrent;
using System.Text;
using PortTop.Kernel.Interop;

namespace PortTop.Kernel.Namespaces;

/// <summary>
/// Opens files and sockets in other network namespaces, on a thread of its own that is away for two system calls at a time: no other thread
/// of the program ever leaves home (setns(2), network_namespaces(7)).
/// </summary>
internal sealed class NamespaceDoor : IDisposable
{
    private readonly BlockingCollection<Errand> _errands = new(boundedCapacity: 1);
    private readonly SafeFileDescriptor _home;
    private volatile bool _isLost;

    /// <summary>Makes the door.</summary>
    /// <param name="procRoot">Usually /proc.</param>
    internal NamespaceDoor(string procRoot)
    {
        var own = Path.Combine(procRoot, "self/ns/net");
        _home = LibC.open(own, LibC.O_RDONLY | LibC.O_CLOEXEC);
        new Thread(Work) { IsBackground = true, Name = "namespaces" }.Start();

        // What is called for the first time is looked up by the loader: that happens at home.
        Close(OpenSocket(_home, LibC.AF_NETLINK, LibC.SOCK_RAW, LibC.NETLINK_ROUTE, out _));
        Close(OpenFile(_home, own, out _));
        Close(OpenFile(_home, string.Empty, out _));
    }

    /// <summary>Opens a file there. Returns its descriptor; -1 and the error of errno(3) where that fails.</summary>
    internal int OpenFile(SafeFileDescriptor target, string path, out int error)
        => Send(target, Encoding.UTF8.GetBytes(path + '\0'), LibC.O_RDONLY | LibC.O_CLOEXEC, type: 0, protocol: 0, out error);

    /// <summary>Opens a socket there (socket(2)). Returns its descriptor; -1 and the error of errno(3) where that fails.</summary>
    internal int OpenSocket(SafeFileDescriptor target, int domain, int type, int protocol, out int error)
        => Send(target, path: null, domain, type | LibC.SOCK_CLOEXEC, protocol, out error);

    /// <inheritdoc/>
    public void Dispose() => _errands.CompleteAdding();

    private static void Close(int descriptor)
    {
        if (descriptor >= 0)
        {
            _ = LibC.close(descriptor);
        }
    }

    private int Send(SafeFileDescriptor target, byte[]? path, int flagsOrDomain, int type, int protocol, out int error)
    {
        error = Errno.EPERM;
        if (_isLost || _home.IsInvalid)
        {
            return -1;
        }

        using var errand = new Errand(target, path, flagsOrDomain, type, protocol);
        _errands.Add(errand);
        errand.Done.Wait();
        error = errand.Error;
        return errand.Result;
    }

    private void Work()
    {
        foreach (var errand in _errands.GetConsumingEnumerable())
        {
            Run(errand);
            errand.Done.Set();
            if (_isLost)
            {
                // It cannot come back: the thread ends, and with it its hold on that namespace.
                break;
            }
        }

        _home.Dispose();
    }

    private unsafe void Run(Errand errand)
    {
        int result, error;
        fixed (byte* path = errand.Path)
        {
            result = NamespaceSwitch.Open((int)errand.Target.DangerousGetHandle(), (int)_home.DangerousGetHandle(), path, errand.FlagsOrDomain, errand.Type, errand.Protocol, &error);
        }

        _isLost = result == NamespaceSwitch.Lost;
        (errand.Result, errand.Error) = (Math.Max(-1, result), error);
    }

    /// <summary>One thing to be opened.</summary>
    private sealed class Errand(SafeFileDescriptor target, byte[]? path, int flagsOrDomain, int type, int protocol) : IDisposable
    {
        internal SafeFileDescriptor Target => target;

        internal byte[]? Path => path;

        internal int FlagsOrDomain => flagsOrDomain;

        internal int Type => type;

        internal int Protocol => protocol;

        internal ManualResetEventSlim Done { get; } = new();

        internal int Result { get; set; }

        internal int Error { get; set; }

        public void Dispose() => Done.Dispose();
    }
}
