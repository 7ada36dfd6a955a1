using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace PortTop.LiveTests.Support;

/// <summary>
/// Makes a porttop that was compiled ahead of time read where nothing is, without a line in it for that purpose: the instructions that one
/// of its threads comes back to are overwritten through <c>/proc/PID/mem</c>.
/// </summary>
internal static class PlantedFault
{
    /// <summary>What the compiler calls the section of what was C#.</summary>
    private const string ManagedSection = "__managedcode";

    /// <summary>So many return addresses of managed code are overwritten: whichever of them is stale is never come back to.</summary>
    private const int ManagedFrames = 6;
    private const int StackBytes = 8192;

    /// <summary>xor eax, eax; mov eax, [rax]</summary>
    private static readonly byte[] ReadNowhere = [0x31, 0xc0, 0x8b, 0x00];

    /// <summary>Lets a thread fail in native code: behind the system call that it waits in.</summary>
    internal static void InNativeCode(int process, string thread)
    {
        var (_, counter) = Waiting(process, thread);
        using var memory = Memory(process);
        Write(memory, counter);
    }

    /// <summary>Lets a thread fail in C#: where it comes back to from the system call that it waits in.</summary>
    internal static void InManagedCode(int process, string thread)
    {
        var (start, end) = Section($"/proc/{process}/exe");
        var (stack, _) = Waiting(process, thread);
        using var memory = Memory(process);
        var bytes = new byte[StackBytes];
        memory.Position = (long)stack;

        // As far as the stack goes: behind its end a second read would fail.
        var length = memory.Read(bytes);
        var addresses = Enumerable.Range(0, length / sizeof(ulong))
            .Select(i => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong))))
            .Where(address => address > start && address < end)
            .Distinct();

        // The first is where the call of the C library returns to, on the way from one world into the other.
        foreach (var address in addresses.Skip(1).Take(ManagedFrames))
        {
            Write(memory, address);
        }
    }

    private static FileStream Memory(int process)
        => new($"/proc/{process}/mem", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);

    private static void Write(FileStream memory, ulong address)
    {
        memory.Position = (long)address;
        memory.Write(ReadNowhere);
    }

    /// <summary>Stack pointer and program counter of a thread once it waits in a system call.</summary>
    private static (ulong Stack, ulong Counter) Waiting(int process, string thread)
    {
        var (stack, counter) = (0UL, 0UL);
        Deadline.Until(
            () =>
            {
                var folder = Directory.GetDirectories($"/proc/{process}/task")
                    .FirstOrDefault(folder => File.ReadAllText(folder + "/comm").Trim() == thread);
                var call = folder is null ? [] : File.ReadAllText(folder + "/syscall").Trim().Split(' ');
                if (call.Length != 9)
                {
                    return false;
                }

                (stack, counter) = (Number(call[^2]), Number(call[^1]));
                return true;
            },
            $"the thread {thread} in a system call");
        return (stack, counter);
    }

    private static ulong Number(string text) => ulong.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>The addresses of the managed code, by the section headers (elf(5)).</summary>
    private static (ulong Start, ulong End) Section(string path)
    {
        const int HeaderLength = 64;
        var file = File.ReadAllBytes(path);
        var headers = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(0x28));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(0x3c));
        var names = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(0x3e));
        var texts = file.AsSpan((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(headers + (names * HeaderLength) + 0x18)));
        for (var i = 0; i < count; i++)
        {
            var header = file.AsSpan(headers + (i * HeaderLength), HeaderLength);
            var name = texts[(int)BinaryPrimitives.ReadUInt32LittleEndian(header)..];
            if (Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]) == ManagedSection)
            {
                var start = BinaryPrimitives.ReadUInt64LittleEndian(header[0x10..]);
                return (start, start + BinaryPrimitives.ReadUInt64LittleEndian(header[0x20..]));
            }
        }

        throw new InvalidOperationException($"{path} has no {ManagedSection}: it was not compiled ahead of time");
    }
}
