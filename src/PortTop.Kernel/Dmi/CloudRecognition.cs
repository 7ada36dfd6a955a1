using System.Text;
using PortTop.Model;

namespace PortTop.Kernel.Dmi;

/// <summary>
/// Recognises a cloud by what its firmware says of the machine (SMBIOS, drivers/firmware/dmi-id.c): files that everybody may read, and no
/// packet. The metadata services, which would know more, are on the network and are not asked.
/// </summary>
internal static class CloudRecognition
{
    /// <summary>The tag that all machines of Azure have in their chassis, and Hyper-V elsewhere has not.</summary>
    private const string AzureTag = "7783-7084-3265-9085-8269-3286-77";

    /// <summary>dmi_string_nosave keeps what firmware has; a string of SMBIOS has 64 bytes by custom.</summary>
    private const int MaxLength = 256;

    /// <summary>The cloud that the machine looks like; null for none, and where the files cannot be read.</summary>
    /// <param name="folder">Usually /sys/class/dmi/id.</param>
    internal static CloudPlatform? Find(string folder)
    {
        var vendor = Read(folder, "sys_vendor");
        var product = Read(folder, "product_name");
        var bios = Read(folder, "bios_vendor");
        var chassis = Read(folder, "chassis_asset_tag");
        if (vendor == "Amazon EC2" || bios == "Amazon EC2" || chassis == "Amazon EC2" || (vendor == "Xen" && Read(folder, "bios_version").EndsWith(".amazon", StringComparison.Ordinal)))
        {
            return CloudPlatform.Amazon;
        }

        if (product == "Google Compute Engine")
        {
            return CloudPlatform.Google;
        }

        return vendor == "Microsoft Corporation" && (chassis == AzureTag || Read(folder, "board_asset_tag") == AzureTag) ? CloudPlatform.Azure : null;
    }

    private static string Read(string folder, string name)
    {
        try
        {
            using var file = FileSearch.Open(Path.Combine(folder, name));
            Span<byte> text = stackalloc byte[MaxLength];
            return Encoding.UTF8.GetString(text[..file.ReadAtLeast(text, MaxLength, throwOnEndOfStream: false)]).Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
