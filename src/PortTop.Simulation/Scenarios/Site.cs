using PortTop.Model;

namespace PortTop.Simulation;

/// <summary>The place that all scenarios have in common: a web machine with its addresses, its servers, and some who do no harm.</summary>
internal static class Site
{
    /// <summary>The first address of the machine.</summary>
    internal const string Home = "10.0.2.15";

    /// <summary>The inode of the first namespace of a machine, as Linux has it.</summary>
    internal const uint HostNamespace = 4_026_531_840;

    /// <summary>An empty machine with the kernel's defaults.</summary>
    internal static SimulatedMachine Machine(ScenarioSettings settings, string range = "32768 60999", string reserved = "", int reuse = 2, string name = "host", uint networkNamespace = HostNamespace)
    {
        _ = PortRange.TryParse(range, out var ports);
        _ = PortSet.TryParse(reserved, out var set);
        var machine = new SimulatedMachine(name, networkNamespace, new PortSettings(ports, set, new TimeWaitReuse(reuse, HasTimestamps: true, TimeWaitReuse.DefaultDelayMilliseconds)), settings.Seed);
        machine.Addresses.Add(Address(Home));
        return machine;
    }

    /// <summary>Starts a service some time before the scenario begins.</summary>
    internal static SimulatedProcess Service(SimulatedMachine machine, ScenarioSettings settings, int process, string name, double hoursAgo = 30, long limit = 65_536)
        => machine.Processes.Start(process, name, name + ".service", $"/opt/{name}/{name} --config /etc/{name}.toml", settings.Start.AddHours(-hoursAgo), limit);

    /// <summary>From the machine to a server.</summary>
    internal static TargetKey Target(string destination, ushort port, string source = Home) => new(Address(source), Address(destination), port);

    /// <summary>
    /// Who does no harm: a few services inside and outside the range, connections that are kept open, and some short ones that the server
    /// closes.
    /// </summary>
    internal static SimulatedMachine WithNeighbours(this SimulatedMachine machine, ScenarioSettings settings)
    {
        var exporter = Service(machine, settings, 688, "node_exporter");
        machine.Hold(exporter, IpAddress.AnyIPv4, 9100, isListening: true);
        machine.Hold(exporter, IpAddress.AnyIPv4, 40000, isListening: true);
        var proxy = Service(machine, settings, 402, "haproxy");
        machine.Hold(proxy, IpAddress.AnyIPv4, 443, isListening: true);
        machine.Hold(proxy, IpAddress.AnyIPv4, 18080, isListening: true);
        _ = new Client(machine, proxy, Target("10.96.0.20", 8080)) { Rate = static _ => 12, Life = 40, Closing = Closing.Server }.Begin(open: 480);
        _ = new Client(machine, Service(machine, settings, 990, "fetcher"), Target("2001:db8::5", 443, "2001:db8::15")) { Rate = static _ => 3, Life = 40, Closing = Closing.Server }.Begin(open: 120);
        return machine;
    }

    internal static IpAddress Address(string text) => IpAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text, nameof(text));
}
