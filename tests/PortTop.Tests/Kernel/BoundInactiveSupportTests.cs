using System.Text;
using PortTop.Kernel.SockDiag;

namespace PortTop.Tests.Kernel;

public sealed class BoundInactiveSupportTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("porttop-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("TCP_LISTEN\0TCP_BOUND_INACTIVE\0", true)]
    [InlineData("TCP_LISTEN\0TCP_BOUND_INACTIVELY\0", false)]
    [InlineData("", false)]
    public void The_types_of_the_kernel_tell(string names, bool isPresent)
    {
        Release("4.4.0");
        BoundInactiveSupport.IsPresent(Btf(names), _root).ShouldBe(isPresent);
    }

    [Fact]
    public void A_name_is_found_wherever_it_lies()
    {
        Release("4.4.0");
        for (var before = 65_500; before < 65_560; before++)
        {
            BoundInactiveSupport.IsPresent(Btf(new string('x', before) + "\0TCP_BOUND_INACTIVE\0"), _root).ShouldBeTrue($"{before} bytes before it");
        }
    }

    [Theory]
    [InlineData("6.8.0-45-generic", true)]
    [InlineData("6.18.3", true)]
    [InlineData("10.0", true)]
    [InlineData("6.1.0-18-amd64", false)]
    [InlineData("5.14.0-427.el9.x86_64", false)]
    [InlineData("nonsense", false)]
    public void Without_them_the_release_does(string release, bool isPresent)
    {
        Release(release);
        BoundInactiveSupport.IsPresent(Path.Combine(_root, "no-such-file"), _root).ShouldBe(isPresent);
    }

    [Fact]
    public void A_file_that_is_none_of_types_is_not_believed()
    {
        Release("6.1.0");
        var path = Path.Combine(_root, "vmlinux");
        File.WriteAllText(path, "TCP_BOUND_INACTIVE\0 and some more, so that there is a header's length of it");

        BoundInactiveSupport.IsPresent(path, _root).ShouldBeFalse();
    }

    private void Release(string release)
    {
        Directory.CreateDirectory(Path.Combine(_root, "sys/kernel"));
        File.WriteAllText(Path.Combine(_root, "sys/kernel/osrelease"), release + "\n");
    }

    /// <summary>struct btf_header, some types, and the names behind them.</summary>
    private string Btf(string names)
    {
        const int HeaderLength = 24;
        const int TypesLength = 40;
        var strings = Encoding.ASCII.GetBytes("\0" + names);
        var header = new byte[HeaderLength + TypesLength];
        BitConverter.TryWriteBytes(header, (ushort)0xeb9f);
        header[2] = 1;
        BitConverter.TryWriteBytes(header.AsSpan(4), HeaderLength);
        BitConverter.TryWriteBytes(header.AsSpan(12), TypesLength);
        BitConverter.TryWriteBytes(header.AsSpan(16), TypesLength);
        BitConverter.TryWriteBytes(header.AsSpan(20), strings.Length);
        var path = Path.Combine(_root, "vmlinux");
        File.WriteAllBytes(path, [.. header, .. strings]);
        return path;
    }
}
