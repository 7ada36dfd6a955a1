namespace PortTop.Kernel.Cgroups;

/// <summary>The names of pods by their uid, out of the names of their log folders (NAMESPACE_POD_UID). No API is asked.</summary>
/// <param name="root">Usually /var/log/pods.</param>
internal sealed class PodNames(string root)
{
    private readonly Dictionary<string, string> _names = [];

    /// <summary>"namespace/pod", null where no folder names it. The folder is read again when a uid is unknown.</summary>
    internal string? Find(string uid)
    {
        if (!_names.TryGetValue(uid, out var name))
        {
            Read();
            _ = _names.TryGetValue(uid, out name);
        }

        return name;
    }

    private void Read()
    {
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(root))
            {
                if (Path.GetFileName(folder).Split('_') is [var space, var pod, var uid])
                {
                    _names[uid] = $"{space}/{pod}";
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // No kubelet here, or its folder is not for this user: the uid stands in the cgroup's path.
        }
    }
}
