namespace PortTop.Model;

/// <summary>The container that a process is in, by its cgroup.</summary>
/// <param name="Runtime">docker, containerd, cri-o, podman, lxc; container where the cgroup does not tell.</param>
/// <param name="Id">Its id, usually 64 hexadecimal digits.</param>
public sealed record ContainerName(string Runtime, string Id)
{
    /// <summary>As many digits as the tools of the runtimes show.</summary>
    private const int ShortLength = 12;

    /// <summary>The runtime and the first twelve characters of the id.</summary>
    public override string ToString() => $"{Runtime} {Id[..Math.Min(ShortLength, Id.Length)]}";
}
