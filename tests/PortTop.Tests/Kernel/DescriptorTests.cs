using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PortTop.Kernel;
using PortTop.Kernel.Processes;
using PortTop.Model;

namespace PortTop.Tests.Kernel;

/// <summary>Which sockets a process holds, out of bytes and out of the process of the test itself.</summary>
public sealed class DescriptorTests
{
    [Theory]
    [InlineData("socket:[12345]", 12345u)]
    [InlineData("socket:[4294967295]", uint.MaxValue)]
    [InlineData("socket:[0]", 0u)]
    public void A_socket_tells_its_inode(string target, uint expected)
    {
        DescriptorWalk.TrySocket(Encoding.ASCII.GetBytes(target), out var inode).ShouldBeTrue();
        inode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("socket:[")]
    [InlineData("socket:[]")]
    [InlineData("socket:[12")]
    [InlineData("socket:[12]x")]
    [InlineData("socket:[-1]")]
    [InlineData("socket:[4294967296]")]
    [InlineData("/tmp/socket:[12]")]
    [InlineData("pipe:[12]")]
    public void Nothing_else_is_a_socket(string target) => DescriptorWalk.TrySocket(Encoding.ASCII.GetBytes(target), out _).ShouldBeFalse();

    [Fact]
    public void Numbers_are_found_among_names_and_others_passed_over()
        => Numbers([.. Entry("."), .. Entry(".."), .. Entry("7"), .. Entry("self"), .. Entry("12x"), .. Entry("65535"), .. Entry("99999999999")]).ShouldBe([7, 65535]);

    [Fact]
    public void An_entry_that_is_cut_or_lies_about_its_length_ends_the_list()
    {
        var entry = Entry("7");
        Numbers(entry[..^4]).ShouldBeEmpty();
        foreach (var length in new ushort[] { 0, 1, 19, 60_000 })
        {
            var lying = Entry("8");
            BinaryPrimitives.WriteUInt16LittleEndian(lying.AsSpan(16), length);
            Numbers([.. entry, .. lying]).ShouldBe([7]);
        }
    }

    [Fact]
    public void No_bytes_whatever_make_it_fail_or_go_on_for_ever() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), static bytes => Numbers(bytes).Count <= bytes.Length / 20).QuickCheckThrowOnFailure();

    [Fact]
    public void A_process_has_the_descriptors_that_its_folder_shows()
    {
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        var table = new ProcessTable(new KernelRoots());
        var inode = uint.Parse(new FileInfo($"/proc/self/fd/{socket.Handle}").LinkTarget![8..^1], System.Globalization.CultureInfo.InvariantCulture);
        var found = new List<uint>();
        var piece = new uint[IDescriptorWalk.MaxInodes];
        using (var walk = table.Open(Environment.ProcessId)!)
        {
            while (walk.Read(piece) is { } count)
            {
                found.AddRange(piece[..count]);
            }
        }

        found.Count(number => number == inode).ShouldBe(1);
        table.Open(int.MaxValue).ShouldBeNull("there is no such process");
        var all = new List<ProcessEntry>();
        table.List(all, withDescriptors: true);
        all.ShouldContain(static process => process.ProcessId == Environment.ProcessId);
        table.Describe(Environment.ProcessId)!.StartTicks.ShouldBe(table.ReadStart(Environment.ProcessId)!.Value);
        table.CanRead(table.Describe(Environment.ProcessId)!.UserId!.Value).ShouldBeTrue();
    }

    private static byte[] Entry(string name)
    {
        var length = (19 + name.Length + 1 + 7) / 8 * 8;
        var entry = new byte[length];
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(16), (ushort)length);
        Encoding.ASCII.GetBytes(name, entry.AsSpan(19));
        return entry;
    }

    private static List<int> Numbers(byte[] bytes)
    {
        var numbers = new List<int>();
        var entries = new DirectoryEntries(bytes);
        while (entries.NextNumber(out var number))
        {
            numbers.Add(number);
        }

        return numbers;
    }
}
