using PortTop.Kernel;
using PortTop.Kernel.Processes;

namespace PortTop.Tests.Kernel;

/// <summary>Names of users, on the machine itself and in a user namespace that knows only some.</summary>
public sealed class UserNamesTests : IDisposable
{
    private const string Whole = "         0          0 4294967295\n";
    private const string Partial = "         0     100000      65536\n";

    private readonly string _root = Directory.CreateTempSubdirectory("porttop-").FullName;

    public UserNamesTests()
    {
        Write("etc/passwd", "root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/false\nodd:x:99:99::/:/bin/false\n");
        Write("proc/sys/kernel/overflowuid", "65534\n");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(Whole, false, "nobody")]
    [InlineData(Partial, true, "unmapped")]
    [InlineData("0 0 1\n1 1 4294967294\n", true, "unmapped")]
    [InlineData("1000 1000 1\n", true, "unmapped")]
    public void Who_has_no_number_here_is_nobody_on_the_machine_itself_alone(string map, bool isPartial, string name)
    {
        Write("proc/self/uid_map", map);
        var names = Read();

        (names.IsPartial, names.IsUnmapped(65534), names.IsUnmapped(0)).ShouldBe((isPartial, isPartial, false));
        (names.Find(65534), names.Find(0), names.Find(4711)).ShouldBe((name, "root", null));
    }

    [Fact]
    public void A_kernel_without_user_namespaces_knows_every_user()
    {
        var names = Read();

        (names.IsPartial, names.Find(65534)).ShouldBe((false, "nobody"));
    }

    [Fact]
    public void The_number_is_the_one_that_the_kernel_says()
    {
        Write("proc/self/uid_map", Partial);
        Write("proc/sys/kernel/overflowuid", "99\n");
        var names = Read();

        (names.Find(99), names.Find(65534)).ShouldBe(("unmapped", "nobody"));
    }

    [Theory]
    [InlineData("many\n")]
    [InlineData("")]
    [InlineData(null)]
    public void Where_the_kernel_does_not_say_nobody_is_unmapped(string? number)
    {
        Write("proc/self/uid_map", Partial);
        if (number is null)
        {
            File.Delete(Path.Combine(_root, "proc/sys/kernel/overflowuid"));
        }
        else
        {
            Write("proc/sys/kernel/overflowuid", number);
        }

        Read().Find(65534).ShouldBe("nobody");
        Read().Find(0).ShouldBe("root");
    }

    private UserNames Read() => new(new KernelRoots { Proc = Path.Combine(_root, "proc"), Passwords = Path.Combine(_root, "etc/passwd") });

    private void Write(string file, string content)
    {
        var path = Path.Combine(_root, file);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
