using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;

namespace PortTop.Kernel.Logs;

/// <summary>Why a log cannot be read, in words with the remedy.</summary>
internal static class LogProblem
{
    /// <summary>An error of open(2), statx(2) or read(2).</summary>
    internal static string Of(int error) => error switch
    {
        Errno.ENOENT or Errno.ENOTDIR => "is not there; once it is, it is read from its beginning",
        Errno.EACCES or Errno.EPERM => "may not be read by this user; \"sudo porttop\" may, or a member of the group that the file has (adm, often)",
        _ => "cannot be read: " + Marshal.GetPInvokeErrorMessage(error),
    };

    /// <summary>A file that is no log.</summary>
    internal static string OfKind(FileStatus status) => $"is {status.Kind}; a log is a file";
}
