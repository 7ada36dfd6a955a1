namespace PortTop.Kernel.Cgroups;

/// <summary>The names of pods by their uid, out of the names of their log folders (NAMESPACE_POD_UID). No API is asked.</summary>
/// <param name="root">Usually /var/log/pods.</param>
internal sealed class PodNames(string root)
{
    private readonly Dictionary<string, string> _names = [];
    private DateTime _changed;

    /// <summary>"namespace/pod", null where no folder names it. The folders are listed again when there are others than before.</summary>
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
            var changed = Directory.GetLastWriteTimeUtc(root);
            if (changed == _changed)
            {
                return;
            }

            _names.Clear();
            foreach (var folder in Directory.EnumerateDirectories(root))
            {
                if (Path.GetFileName(folder).Split('_') is [var space, var pod, var uid])
                {
                    _names[uid] = $"{space}/{pod}";
                }
            }

            _changed = changed;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // No kubelet here, or its folder is not for this user: the uid stands in the cgroup's path.
        }
    }
}
