using System.Globalization;
using System.Text.RegularExpressions;
using PortTop.Model;

namespace PortTop.Kernel.Cgroups;

/// <summary>
/// Reads out of the cgroup of a process what it belongs to (cgroups(7); the names that systemd, Docker, containerd, CRI-O, Podman and the
/// kubelet give).
/// </summary>
internal static partial class CgroupPath
{
    private const string ScopeSuffix = ".scope";

    /// <summary>LXC names the folder of a container's processes so, with the container's name behind it.</summary>
    private const string LxcPrefix = "lxc.payload.";

    /// <summary>What stands before the id in the name of a container's scope.</summary>
    private static readonly (string Prefix, string Runtime)[] Scopes =
    [
        ("docker-", "docker"), ("cri-containerd-", "containerd"), ("nerdctl-", "containerd"), ("crio-", "cri-o"), ("libpod-", "podman"),
    ];

    private static readonly (string Folder, string Runtime)[] Folders =
    [
        ("docker", "docker"), ("libpod_parent", "podman"), ("lxc", "lxc"), ("crio", "cri-o"), ("containerd", "containerd"),
    ];

    /// <summary>
    /// The path that says most: of the unified hierarchy, of systemd's own where the first is the root, otherwise the longest of the
    /// others; "/" when all are roots, empty where the file says nothing.
    /// </summary>
    /// <param name="file">The content of <c>/proc/PID/cgroup</c>, a line a hierarchy: number:controllers:path.</param>
    internal static string Choose(string file)
    {
        var (unified, systemd, longest) = (string.Empty, string.Empty, string.Empty);
        foreach (var line in file.Split('\n'))
        {
            var fields = line.Split(':', 3);
            if (fields.Length < 3 || !fields[2].StartsWith('/'))
            {
                continue;
            }

            var path = fields[2];
            unified = fields[0] == "0" ? path : unified;
            systemd = fields[1] == "name=systemd" ? path : systemd;
            longest = path.Length > longest.Length ? path : longest;
        }

        return unified.Length > 1 ? unified : systemd.Length > 1 ? systemd : longest;
    }

    /// <summary>The innermost systemd service, socket or scope, null for none; a scope that only wraps a container is none.</summary>
    internal static string? Unit(string path)
    {
        for (var parts = path.Split('/'); parts.Length > 0; parts = parts[..^1])
        {
            var part = parts[^1];
            if (part.EndsWith(".service", StringComparison.Ordinal)
                || (part.EndsWith(ScopeSuffix, StringComparison.Ordinal) && OfScope(part) is null))
            {
                return part;
            }
        }

        return null;
    }

    /// <summary>The innermost container, null for none.</summary>
    internal static ContainerName? Container(string path)
    {
        var parts = path.Split('/');
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            var part = parts[i];
            if (OfScope(part) is { } container)
            {
                return container;
            }

            if (part.StartsWith(LxcPrefix, StringComparison.Ordinal))
            {
                return new ContainerName("lxc", part[LxcPrefix.Length..]);
            }

            // A shim of containerd writes "SLICE:cri-containerd:ID".
            if (part.Split(':') is [_, var name, var id] && Identity().IsMatch(id))
            {
                return new ContainerName(name == "cri-containerd" ? "containerd" : name == "crio" ? "cri-o" : "container", id);
            }

            if (Identity().IsMatch(part))
            {
                var folder = Array.Find(Folders, candidate => i > 0 && parts[i - 1] == candidate.Folder);
                return new ContainerName(folder.Runtime ?? "container", part);
            }

            if (i > 0 && parts[i - 1] == "lxc")
            {
                return new ContainerName("lxc", part);
            }
        }

        return null;
    }

    /// <summary>
    /// The container that a scope is of, null for any other scope or unit: "docker-registry.service" is a service, "libpod-conmon-ID.scope"
    /// a monitor.
    /// </summary>
    private static ContainerName? OfScope(string part)
    {
        foreach (var (prefix, runtime) in Scopes)
        {
            if (part.StartsWith(prefix, StringComparison.Ordinal) && part.EndsWith(ScopeSuffix, StringComparison.Ordinal)
                && part.Length > prefix.Length + ScopeSuffix.Length && part[prefix.Length..^ScopeSuffix.Length] is var id && Identity().IsMatch(id))
            {
                return new ContainerName(runtime, id);
            }
        }

        return null;
    }

    /// <summary>
    /// The uid of the pod with dashes, null for none: "kubepods-burstable-pod1234_5678.slice", "/kubepods/burstable/pod1234-5678".
    /// </summary>
    internal static string? PodUid(string path)
        => Pod().Match(path) is { Success: true } match
            ? match.Groups["uid"].Value.Replace('_', '-').ToLower(CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identity();

    [GeneratedRegex("[/-]pod(?<uid>[0-9a-fA-F]{8}[-_0-9a-fA-F]{24,28}|[0-9a-f]{32})(\\.slice)?(/|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pod();
}
