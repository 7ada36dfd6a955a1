using PortTop.Kernel;
using PortTop.Kernel.Dmi;
using PortTop.Model;

namespace PortTop.Tests.Kernel;

/// <summary>Machines as their firmware describes them.</summary>
public sealed class CloudRecognitionTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("porttop-test-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("sys_vendor=Amazon EC2;product_name=m5.large;bios_vendor=Amazon EC2;chassis_asset_tag=Amazon EC2;board_asset_tag=i-0123456789abcdef0", "aws")]
    [InlineData("sys_vendor=Xen;product_name=HVM domU;bios_vendor=Xen;bios_version=4.11.amazon", "aws")]
    [InlineData("sys_vendor=Google;product_name=Google Compute Engine;bios_vendor=Google", "gcp")]
    [InlineData("sys_vendor=Microsoft Corporation;product_name=Virtual Machine;chassis_asset_tag=7783-7084-3265-9085-8269-3286-77", "azure")]
    [InlineData("sys_vendor=Microsoft Corporation;product_name=Virtual Machine;chassis_asset_tag=4711-0815", null)]
    [InlineData("sys_vendor=Microsoft Corporation;product_name=Surface Laptop", null)]
    [InlineData("sys_vendor=GOOGLE;product_name=Eve", null)]
    [InlineData("sys_vendor=Xen;product_name=HVM domU;bios_version=4.17.0", null)]
    [InlineData("sys_vendor=QEMU;product_name=Standard PC (Q35 + ICH9, 2009)", null)]
    [InlineData("sys_vendor=\u001b[31mAmazon EC2", null)]
    [InlineData("", null)]
    public void A_cloud_is_known_by_its_firmware(string files, string? cloud)
    {
        foreach (var file in files.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            File.WriteAllText(Path.Combine(_root, file.Split('=')[0]), file.Split('=')[1] + "\n");
        }

        CloudRecognition.Find(_root)?.Id.ShouldBe(cloud);
        (CloudRecognition.Find(_root) is null).ShouldBe(cloud is null);
    }

    [Fact]
    public void Where_nothing_is_told_nothing_is_recognised() => CloudRecognition.Find(Path.Combine(_root, "nowhere")).ShouldBeNull();

    [Fact]
    public void The_source_tells_it_beside_addresses_and_sysctls_and_each_cloud_suggests_a_preset_that_there_is()
    {
        File.WriteAllText(Path.Combine(_root, "product_name"), "Google Compute Engine\n");
        using var source = new KernelSocketSource(CollectorChoice.Procfs, new KernelRoots { Dmi = _root });

        source.ReadSurroundings().Cloud.ShouldBe(CloudPlatform.Google);
        foreach (var cloud in new[] { CloudPlatform.Amazon, CloudPlatform.Google, CloudPlatform.Azure })
        {
            UpstreamPresets.Find(cloud.PresetId).ShouldNotBeNull();
            UpstreamText.Suggest(cloud)!.ShouldContain($"\"--upstream {cloud.PresetId}\"");
        }
    }
}
