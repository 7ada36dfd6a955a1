using FsCheck;
using FsCheck.Fluent;
using PortTop.Kernel.Cgroups;
using PortTop.Model;

namespace PortTop.Tests.Kernel;

public sealed class CgroupPathTests
{
    private const string Id = "3f29ab4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708";

    [Theory]
    [InlineData("0::/system.slice/payment.service\n", "/system.slice/payment.service")]
    [InlineData("12:pids:/user.slice\n1:name=systemd:/user.slice/user-1000.slice/session-4.scope\n0::/\n", "/user.slice/user-1000.slice/session-4.scope")]
    [InlineData("4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abcdef\n", "/docker/abcdef")]
    [InlineData("0::/a:b:c\n", "/a:b:c")]
    [InlineData("0::/\n", "/")]
    [InlineData("", "")]
    [InlineData("nonsense\n::\n0:x", "")]
    public void The_hierarchy_that_says_most_is_chosen(string file, string expected) => CgroupPath.Choose(file).ShouldBe(expected);

    [Theory]
    [InlineData("/system.slice/payment.service", "payment.service")]
    [InlineData("/user.slice/user-1000.slice/user@1000.service/app.slice/app-web.scope", "app-web.scope")]
    [InlineData("/system.slice/nginx.service/worker", "nginx.service")]
    [InlineData("/system.slice/docker-" + Id + ".scope", null)]
    [InlineData("/system.slice/docker-registry.service", "docker-registry.service")]
    [InlineData("/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-" + Id + ".scope/container", "user@1000.service")]
    [InlineData("/", null)]
    [InlineData("", null)]
    public void The_innermost_service_or_scope_is_the_unit(string path, string? expected) => CgroupPath.Unit(path).ShouldBe(expected);

    [Theory]
    [InlineData("/system.slice/docker-" + Id + ".scope", "docker")]
    [InlineData("/docker/" + Id, "docker")]
    [InlineData("/docker/" + Id + "/init", "docker")]
    [InlineData("/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1234abcd_5678_90ab_cdef_1234567890ab.slice/cri-containerd-" + Id + ".scope", "containerd")]
    [InlineData("/kubepods-besteffort-pod1234abcd_5678_90ab_cdef_1234567890ab.slice:cri-containerd:" + Id, "containerd")]
    [InlineData("/kubepods.slice/kubepods-pod1234abcd_5678_90ab_cdef_1234567890ab.slice/crio-" + Id + ".scope", "cri-o")]
    [InlineData("/system.slice/nerdctl-" + Id + ".scope", "containerd")]
    [InlineData("/machine.slice/libpod-" + Id + ".scope/container", "podman")]
    [InlineData("/libpod_parent/" + Id, "podman")]
    [InlineData("/kubepods/burstable/pod1234abcd-5678-90ab-cdef-1234567890ab/" + Id, "container")]
    public void Each_runtime_is_known_by_its_way_to_name_cgroups(string path, string runtime)
        => CgroupPath.Container(path).ShouldBe(new ContainerName(runtime, Id));

    [Theory]
    [InlineData("/lxc.payload.web1/system.slice/nginx.service", "lxc web1")]
    [InlineData("/lxc/web1", "lxc web1")]
    [InlineData("/system.slice/payment.service", null)]
    [InlineData("/machine.slice/libpod-conmon-" + Id + ".scope", null)]
    [InlineData("/system.slice/docker-registry.service", null)]
    [InlineData("/system.slice/crio-wipe.service", null)]
    [InlineData("/system.slice/docker-compose-app.scope", null)]
    [InlineData("/system.slice/crio-conmon-" + Id + ".scope", null)]
    [InlineData("/user.slice", null)]
    public void What_is_no_container_is_none(string path, string? expected) => CgroupPath.Container(path)?.ToString().ShouldBe(expected);

    [Fact]
    public void A_container_goes_by_the_twelve_digits_that_its_tools_show()
        => CgroupPath.Container("/docker/" + Id)!.ToString().ShouldBe("docker 3f29ab4c5d6e");

    [Theory]
    [InlineData("/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1234abcd_5678_90ab_cdef_1234567890ab.slice/x", "1234abcd-5678-90ab-cdef-1234567890ab")]
    [InlineData("/kubepods/besteffort/pod1234abcd-5678-90ab-cdef-1234567890ab/" + Id, "1234abcd-5678-90ab-cdef-1234567890ab")]
    [InlineData("/kubepods/pod0123456789abcdef0123456789abcdef/" + Id, "0123456789abcdef0123456789abcdef")]
    [InlineData("/system.slice/podman.service", null)]
    [InlineData("/system.slice/pod1234.service", null)]
    public void The_uid_of_a_pod_is_found_in_both_ways_of_writing(string path, string? expected) => CgroupPath.PodUid(path).ShouldBe(expected);

    [Fact]
    public void No_text_whatever_makes_it_fail() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), static text =>
    {
        var path = CgroupPath.Choose(text.Get);
        _ = CgroupPath.Unit(text.Get);
        _ = CgroupPath.Container(text.Get);
        _ = CgroupPath.PodUid(text.Get);
        return path.Length == 0 || path[0] == '/';
    }).QuickCheckThrowOnFailure();
}
