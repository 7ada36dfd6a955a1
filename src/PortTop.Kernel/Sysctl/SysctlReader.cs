using System.Text;
using PortTop.Kernel.Namespaces;

namespace PortTop.Kernel.Sysctl;

/// <summary>
/// Reads a sysctl in one read(2): a list of ports is given to the first one alone (<c>proc_do_large_bitmap</c> in <c>kernel/sysctl.c</c>),
/// and what does not fit is lost.
/// </summary>
/// <param name="entrance">The way into the namespace whose sysctls are read.</param>
internal sealed class SysctlReader(INamespaceEntrance entrance)
{
    private byte[] _buffer = new byte[4096];

    /// <summary>The text of the sysctl.</summary>
    internal string Read(string path)
    {
        while (true)
        {
            using var file = entrance.Open(path);
            var length = file.Read(_buffer);
            if (length < _buffer.Length)
            {
                return Encoding.ASCII.GetString(_buffer, 0, length);
            }

            _buffer = new byte[_buffer.Length * 4];
        }
    }
}
