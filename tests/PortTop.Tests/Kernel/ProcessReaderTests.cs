using System.Globalization;
using System.Text;
using PortTop.Kernel;
using PortTop.Kernel.Processes;

namespace PortTop.Tests.Kernel;

/// <summary>Processes read out of a recorded /proc.</summary>
public sealed class ProcessReaderTests : IDisposable
{
    private const string Pod = "1234abcd-5678-90ab-cdef-1234567890ab";

    private readonly string _root = Directory.CreateTempSubdirectory("porttop-").FullName;
    private readonly ProcessReader _reader;

    public ProcessReaderTests()
    {
        Write("proc/stat", "cpu  1 2 3\nbtime 1769820000\nprocesses 4\n");
        Write("etc/passwd", "root:x:0:0:root:/root:/bin/sh\npayment:x:1000:1000::/nonexistent:/bin/false\nbroken\nodd:x:minus:1::/:/\n");
        WriteProcess(811, "payment-api", parent: 1, ticks: 12_345, "/opt/payment\0--config\0/etc/payment.toml\0", "0::/system.slice/payment.service\n", user: 1000);
        _reader = new ProcessReader(Roots);
    }

    private KernelRoots Roots => new() { Proc = Path.Combine(_root, "proc"), Passwords = Path.Combine(_root, "etc/passwd"), PodLogs = Path.Combine(_root, "pods") };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void All_that_there_is_to_know_is_read()
    {
        var process = _reader.Describe(811)!;

        process.Name.ShouldBe("payment-api");
        process.ParentId.ShouldBe(1);
        process.StartTicks.ShouldBe(12_345UL);
        process.Started.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1769820000).AddSeconds(123.45));
        process.CommandLine.ShouldBe("/opt/payment --config /etc/payment.toml");
        (process.UserId, process.UserName).ShouldBe((1000u, "payment"));
        (process.Cgroup, process.Unit, process.Container, process.Pod).ShouldBe(("/system.slice/payment.service", "payment.service", null, null));
        process.Home.ShouldBe("payment.service");
        _reader.ReadStart(811).ShouldBe(12_345UL);
        _reader.ReadDescriptorLimits(811).ShouldBe((1024L, long.MaxValue));
    }

    [Fact]
    public void A_pod_goes_by_the_name_that_its_log_folder_has_once_that_is_there()
    {
        WriteProcess(900, "cart", 1, 5, "cart\0", $"0::/kubepods/burstable/pod{Pod}/{new string('a', 64)}\n", user: 0);
        _reader.Describe(900)!.Pod.ShouldBeNull();

        _ = Directory.CreateDirectory(Path.Combine(_root, "pods", $"shop_cart-7f9c_{Pod}"));
        _ = Directory.CreateDirectory(Path.Combine(_root, "pods", "not a pod"));

        _reader.Describe(900)!.Pod.ShouldBe("shop/cart-7f9c");
        _reader.Describe(900)!.Home.ShouldBe("shop/cart-7f9c");
    }

    [Theory]
    [InlineData(") R 1 2 (")]
    [InlineData("a b ) c")]
    [InlineData("((((")]
    [InlineData("")]
    public void A_name_may_hold_what_stands_around_it(string name)
    {
        WriteProcess(7, name, parent: 6, ticks: 99, string.Empty, string.Empty, user: 1);

        var process = _reader.Describe(7)!;

        (process.Name, process.ParentId, process.StartTicks).ShouldBe((name, 6, 99UL));
        (process.CommandLine, process.Cgroup, process.UserName).ShouldBe((string.Empty, string.Empty, null));
    }

    [Fact]
    public void Hostile_texts_come_out_harmless_and_bounded()
    {
        const string Hostile = "\e]0;owned\a\e[2J\u202e\u0085\r\n";
        var cgroup = "0::/" + Hostile.Replace('\n', ' ') + new string('x', 5_000) + "/" + Hostile.Replace('\n', ' ') + ".service\n";
        WriteProcess(8, Hostile, 1, 1, string.Concat(Enumerable.Repeat(Hostile + "\0", 1_000)), cgroup, user: 1);

        var process = _reader.Describe(8)!;

        foreach (var text in new[] { process.Name, process.CommandLine, process.Cgroup, process.Unit ?? string.Empty })
        {
            text.Any(static character => char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format).ShouldBeFalse(text);
            text.Length.ShouldBeLessThanOrEqualTo(4_096);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("8")]
    [InlineData("8 (x")]
    [InlineData("8 x) (")]
    [InlineData("8 (x) S 1 2 3")]
    [InlineData("8 (x) S one 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20")]
    public void What_is_not_a_process_is_none(string stat)
    {
        Write("proc/8/stat", stat);

        _reader.Describe(8).ShouldBeNull();
        _reader.ReadStart(8).ShouldBeNull();
        _reader.Describe(4242).ShouldBeNull("there is none");
    }

    [Theory]
    [InlineData("Max open files            64                   128                  files\n", 64L, 128L)]
    [InlineData("Max open files            unlimited            unlimited            files\n", long.MaxValue, long.MaxValue)]
    public void Limits_are_read_as_the_kernel_writes_them(string line, long soft, long hard)
    {
        Write("proc/811/limits", "Limit                     Soft Limit           Hard Limit           Units\n" + line);

        _reader.ReadDescriptorLimits(811).ShouldBe((soft, hard));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Max open files\n")]
    [InlineData("Max open files  many  more  files\n")]
    public void Limits_that_make_no_sense_are_unknown(string content)
    {
        Write("proc/811/limits", content);

        _reader.ReadDescriptorLimits(811).ShouldBeNull();
    }

    [Theory]
    [InlineData("Name:\tx\nCapEff:\t000001ffffffffff\n", 0x1ffffffffffUL)]
    [InlineData("CapInh:\t0000000000080004\nCapEff:\t0000000000000000\n", 0UL)]
    [InlineData("CapEff:\tmany\n", 0UL)]
    [InlineData("", 0UL)]
    public void What_the_program_may_do_is_read_of_itself(string status, ulong expected)
    {
        Write("proc/self/status", status);

        _reader.ReadOwnCapabilities().ShouldBe(expected);
    }

    [Theory]
    [InlineData("0000000000000000", false)]
    [InlineData("0000000000000004", false)]
    [InlineData("0000000000080000", false)]
    [InlineData("0000000000080004", true)]
    [InlineData("0000000000080002", true)]
    public void Others_are_read_by_who_may_list_and_read_their_descriptors(string capabilities, bool expected)
    {
        Write("proc/self/status", $"CapEff:\t{capabilities}\n");

        new ProcessTable(Roots).SeesAll.ShouldBe(expected);
    }

    [Fact]
    public void Without_a_passwd_users_go_by_number()
    {
        File.Delete(Path.Combine(_root, "etc/passwd"));

        new ProcessReader(Roots).Describe(811)!.UserName.ShouldBeNull();
    }

    private void WriteProcess(int id, string name, int parent, int ticks, string command, string cgroup, int user)
    {
        Write($"proc/{id}/stat", string.Create(CultureInfo.InvariantCulture, $"{id} ({name}) S {parent} 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 {ticks} 20 21\n"));
        Write($"proc/{id}/cmdline", command);
        Write($"proc/{id}/cgroup", cgroup);
        Write($"proc/{id}/status", string.Create(CultureInfo.InvariantCulture, $"Name:\tx\nUid:\t0\t{user}\t0\t0\n"));
        Write($"proc/{id}/limits", "Max open files            1024                 unlimited            files\n");
    }

    private void Write(string file, string content)
    {
        var path = Path.Combine(_root, file);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
