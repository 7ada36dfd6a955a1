using System.Text.Json;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>Owners in JSON.</summary>
internal static class JsonOwner
{
    /// <summary>Writes the owners of one pool.</summary>
    internal static void WritePool(Utf8JsonWriter json, PoolSample pool)
    {
        if (pool.Owners.Count == 0)
        {
            return;
        }

        json.WriteStartArray("owners");
        foreach (var share in pool.Owners)
        {
            json.WriteStartObject();
            WriteIdentity(json, share.Owner);
            json.WriteNumber("sockets", share.Sockets);
            json.WriteNumber("observed", share.Observed);
            json.WriteBoolean("estimated", share.Estimated > 0);
            if (share.Failures > 0)
            {
                json.WriteNumber("failures", share.Failures);
            }

            JsonPool.WriteOptional(json, "failed", share.Failed, 3);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes who takes ports, over all pools, and how many there are.</summary>
    internal static void WriteAll(Utf8JsonWriter json, Snapshot snapshot)
    {
        json.WriteNumber("ownerCount", snapshot.Owners.Count);
        json.WriteStartArray("owners");
        foreach (var sample in snapshot.Owners.Owners)
        {
            json.WriteStartObject();
            WriteIdentity(json, sample.Owner);
            WriteDescription(json, sample.Owner);
            json.WriteNumber("ports", sample.Ports);
            json.WriteNumber("estimatedPorts", sample.Estimated);
            json.WriteNumber("pools", sample.Pools);
            json.WriteNumber("bound", sample.Bound);
            json.WriteNumber("suspected", sample.Suspected);
            json.WriteNumber("alsoHurt", sample.AlsoHurt);
            JsonPool.WriteOptional(json, "failed", sample.Failed, 3);
            json.WritePropertyName("states");
            JsonPool.WriteStates(json, sample.States);
            if (sample.Descriptors is { } use)
            {
                WriteDescriptors(json, use);
            }

            json.WriteStartArray("targets");
            foreach (var (pool, sockets) in sample.Targets)
            {
                json.WriteStartObject();
                JsonPool.WriteKey(json, pool);
                json.WriteNumber("sockets", sockets);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void WriteIdentity(Utf8JsonWriter json, Owner owner)
    {
        if (owner.IsNoProcess)
        {
            json.WriteBoolean("noProcess", true);
            return;
        }

        if (owner.Process is not { } process)
        {
            json.WriteNumber("uid", owner.UserId ?? 0);
            WriteKnown(json, "user", owner.UserName);
            return;
        }

        json.WriteNumber("pid", process.ProcessId);
        json.WriteString("name", process.Name);
        if (process.Cgroup.Length > 0)
        {
            json.WriteString("cgroup", process.Cgroup);
        }

        if (owner.IsGone)
        {
            json.WriteBoolean("gone", true);
        }

        if (owner.Ended > 1)
        {
            json.WriteNumber("ended", owner.Ended);
        }

        if (owner.Processes.Count > 1)
        {
            json.WriteStartArray("sharedBy");
            foreach (var sharer in owner.Processes)
            {
                json.WriteNumberValue(sharer.ProcessId);
            }

            json.WriteEndArray();
        }
    }

    internal static void WriteDescription(Utf8JsonWriter json, Owner owner)
    {
        if (owner.Process is not { } process)
        {
            return;
        }

        if (process.CommandLine.Length > 0)
        {
            json.WriteString("command", process.CommandLine);
        }

        if (process.UserId is { } user)
        {
            json.WriteNumber("uid", user);
        }

        WriteKnown(json, "user", process.UserName);
        WriteKnown(json, "unit", process.Unit);
        WriteKnown(json, "pod", process.Pod);
        if (process.Container is { } container)
        {
            json.WriteStartObject("container");
            json.WriteString("runtime", container.Runtime);
            json.WriteString("id", container.Id);
            json.WriteEndObject();
        }
    }

    private static void WriteDescriptors(Utf8JsonWriter json, DescriptorUse use)
    {
        json.WriteStartObject("descriptors");
        json.WriteNumber("used", use.Used);
        if (use.Soft != long.MaxValue)
        {
            json.WriteNumber("soft", use.Soft);
        }

        if (use.Hard != long.MaxValue)
        {
            json.WriteNumber("hard", use.Hard);
        }

        json.WriteEndObject();
    }

    private static void WriteKnown(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
