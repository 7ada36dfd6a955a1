using PortTop.Kernel.Namespaces;
using PortTop.Kernel.Sysctl;
using PortTop.Model;

namespace PortTop.Tests.Kernel;

public sealed class SysctlTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("porttop-").FullName;

    public SysctlTests()
    {
        Write("proc/sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
        Write("proc/sys/net/ipv4/ip_local_reserved_ports", "8080,9000-9010\n");
        Write("proc/sys/net/ipv4/tcp_tw_reuse", "1\n");
        Write("proc/sys/net/ipv4/tcp_fin_timeout", "60\n");
        Write("proc/sys/net/ipv4/tcp_timestamps", "1\n");
        Write("proc/sys/net/ipv4/tcp_max_tw_buckets", "131072\n");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_was_set_by_hand_and_stands_in_no_file_is_lost_at_reboot()
    {
        Remark("tcp_tw_reuse").ShouldBe("not in file: lost at reboot");
        Remark("tcp_timestamps").ShouldBeEmpty("it is the kernel's own value");
        Remark("tcp_max_tw_buckets").ShouldBeEmpty("its own value depends on the machine");
        Remark("udp_child_hash_entries").ShouldBe("this kernel has none");
    }

    [Fact]
    public void The_reverse_is_said_too_with_the_place()
    {
        Write("etc/sysctl.d/90-tcp.conf", "# ports\n\nnet.ipv4.tcp_fin_timeout = 30\n");

        Remark("tcp_fin_timeout").ShouldBe($"at boot 30, by {_root}/etc/sysctl.d/90-tcp.conf:3");
    }

    [Theory]
    [InlineData("net.ipv4.tcp_tw_reuse=1")]
    [InlineData("net/ipv4/tcp_tw_reuse = 1")]
    [InlineData("-net.ipv4.tcp_tw_reuse =1")]
    [InlineData("  net.ipv4.tcp_tw_reuse\t=\t1  ")]
    [InlineData("net.ipv4.tcp_tw_reus* = 1")]
    [InlineData("net.ipv4.tcp_tw_reuse = 0\nnet.ipv4.tcp_tw_reuse = 1")]
    public void The_ways_in_which_files_are_written_are_read(string content)
    {
        Write("usr/lib/sysctl.d/50-default.conf", content + "\n");

        Remark("tcp_tw_reuse").ShouldStartWith("set by ");
    }

    [Theory]
    [InlineData("# net.ipv4.tcp_tw_reuse = 1")]
    [InlineData("; net.ipv4.tcp_tw_reuse = 1")]
    [InlineData("net.ipv4.tcp_tw_reuse")]
    [InlineData("= 1")]
    public void What_sets_nothing_sets_nothing(string content)
    {
        Write("etc/sysctl.d/a.conf", content + "\n");

        Remark("tcp_tw_reuse").ShouldBe("not in file: lost at reboot");
    }

    [Fact]
    public void Files_count_by_name_and_among_equals_by_folder_and_sysctl_conf_last()
    {
        Write("etc/sysctl.d/10-a.conf", "net.ipv4.tcp_tw_reuse=0\nnet.ipv4.tcp_fin_timeout=10\nnet.ipv4.tcp_timestamps=0\n");
        Write("usr/lib/sysctl.d/10-a.conf", "net.ipv4.tcp_fin_timeout=11\n");
        Write("usr/lib/sysctl.d/20-b.conf", "net.ipv4.tcp_fin_timeout=12\n");
        Write("usr/lib/sysctl.d/30-c.txt", "net.ipv4.tcp_fin_timeout=13\n");
        Write("etc/sysctl.conf", "net.ipv4.tcp_timestamps=1\n");

        Remark("tcp_tw_reuse").ShouldStartWith("at boot 0");
        Remark("tcp_fin_timeout").ShouldStartWith("at boot 12");
        Remark("tcp_timestamps").ShouldStartWith("set by ", Case.Sensitive, "sysctl(8) reads that file last");

        Directory.CreateDirectory(Path.Combine(_root, "run/systemd/system"));
        Remark("tcp_timestamps").ShouldStartWith("at boot 0", Case.Sensitive, "systemd-sysctl does not read it");
    }

    [Theory]
    [InlineData("net.ipv4.ip_local_port_range = 32768    60999", "ip_local_port_range")]
    [InlineData("net.ipv4.ip_local_reserved_ports = 9005-9010, 9000-9004,8080", "ip_local_reserved_ports")]
    public void Values_that_say_the_same_are_the_same(string content, string name)
    {
        Write("etc/sysctl.d/a.conf", content);

        Remark(name).ShouldStartWith("set by ");
    }

    [Fact]
    public void A_list_longer_than_a_page_is_read_whole()
    {
        var text = string.Join(',', Enumerable.Range(0, 5000).Select(static i => 10_000 + (2 * i)));
        Write("proc/sys/net/ipv4/ip_local_reserved_ports", text + "\n");

        Sysctls().ReadReserved().Count.ShouldBe(5000);
    }

    [Theory]
    [InlineData("0\n", false)]
    [InlineData("1\n", true)]
    [InlineData("28232\n", true)]
    [InlineData("4294967295\n", true)]
    [InlineData("many\n", false)]
    [InlineData("\n", false)]
    [InlineData(null, false)]
    public void A_step_width_other_than_0_is_one(string? content, bool expected)
    {
        if (content is not null)
        {
            Write("proc/sys/net/ipv4/ip_local_port_step_width", content);
        }

        Sysctls().ReadSettings().HasStepWidth.ShouldBe(expected);
    }

    [Fact]
    public void A_step_width_that_is_set_or_taken_back_makes_other_settings()
    {
        Write("proc/sys/net/ipv4/ip_local_port_step_width", "0\n");
        var sysctls = Sysctls();
        var before = sysctls.ReadSettings();
        before.IsSameAs(sysctls.ReadSettings()).ShouldBeTrue();

        Write("proc/sys/net/ipv4/ip_local_port_step_width", "100\n");
        var set = sysctls.ReadSettings();
        (set.HasStepWidth, set.IsSameAs(before)).ShouldBe((true, false));
        Remark("ip_local_port_step_width").ShouldBe("not in file: lost at reboot");

        Write("proc/sys/net/ipv4/ip_local_port_step_width", "0\n");
        sysctls.ReadSettings().IsSameAs(before).ShouldBeTrue();
        Remark("ip_local_port_step_width").ShouldBeEmpty("it is the kernel's own value");
    }

    [Fact]
    public void A_kernel_without_a_step_width_is_not_asked_for_it_again()
    {
        var sysctls = Sysctls();
        sysctls.ReadSettings().HasStepWidth.ShouldBeFalse();

        Write("proc/sys/net/ipv4/ip_local_port_step_width", "100\n");

        sysctls.ReadSettings().HasStepWidth.ShouldBeFalse();
    }

    [Fact]
    public void Each_of_them_has_a_meaning()
        => Sysctls().ReadKnobs(boot: null).Select(static knob => KnobMeaning.Of(knob.Name)).ShouldAllBe(static meaning => meaning != null);

    [Fact]
    public void In_a_container_the_files_of_the_machine_say_nothing()
        => Sysctls().ReadKnobs(boot: null).ShouldAllBe(static knob => knob.Drift == KnobDrift.None && knob.IsBootUnknown);

    private string Remark(string name) => KnobText.Remark(
        Sysctls().ReadKnobs(new SysctlFiles(_root)).Single(knob => knob.Name.EndsWith("." + name, StringComparison.Ordinal)));

    private void Write(string path, string content)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }

    private PortSysctls Sysctls() => new(Path.Combine(_root, "proc"), new OwnEntrance(Path.Combine(_root, "proc")));
}
