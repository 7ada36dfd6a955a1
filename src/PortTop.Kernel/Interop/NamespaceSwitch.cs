using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PortTop.Kernel.Interop;

/// <summary>
/// Opens one thing in another network namespace and comes back. A thread that is made while this one is away would be born there, stay
/// there and keep that namespace alive, and the runtime makes threads when it pleases (the compiler's, above all). So between the two
/// setns(2) no managed method is called: nothing that could be compiled anew, and no function that needs marshalling.
/// </summary>
internal static unsafe partial class NamespaceSwitch
{
    /// <summary>What <see cref="Open"/> returns where the thread could not come back: it must not be used any more.</summary>
    internal const int Lost = -2;

    private const int CLONE_NEWNET = 0x40000000;

    /// <summary>
    /// Opens a file, or a socket where <paramref name="path"/> is null, in a namespace. Returns its descriptor, -1 and the error
    /// (errno(3)), or <see cref="Lost"/>.
    /// </summary>
    /// <param name="target">A descriptor of the namespace to enter.</param>
    /// <param name="home">A descriptor of the namespace to come back to.</param>
    /// <param name="path">The path of a file, ending with 0; null for a socket.</param>
    /// <param name="flagsOrDomain">The flags of open(2), or the domain of socket(2).</param>
    /// <param name="type">The type of socket(2); nothing for a file.</param>
    /// <param name="protocol">The protocol of socket(2); nothing for a file.</param>
    /// <param name="error">Takes the error.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static int Open(int target, int home, byte* path, int flagsOrDomain, int type, int protocol, int* error)
    {
        if (setns(target, CLONE_NEWNET) != 0)
        {
            *error = *__errno_location();
            return -1;
        }

        var result = path == null
            ? socket(flagsOrDomain, type, protocol)
            : open(path, flagsOrDomain);
        *error = result < 0 ? *__errno_location() : 0;
        if (setns(home, CLONE_NEWNET) != 0)
        {
            *error = *__errno_location();
            if (result >= 0)
            {
                _ = close(result);
            }

            return Lost;
        }

        return result;
    }

    [LibraryImport("libc")]
    private static partial int setns(int descriptor, int type);

    [LibraryImport("libc")]
    private static partial int socket(int domain, int type, int protocol);

    [LibraryImport("libc")]
    private static partial int open(byte* path, int flags);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);

    [LibraryImport("libc")]
    private static partial int* __errno_location();
}
