using System.Globalization;
using PortTop.Configuration;
using PortTop.Kernel;
using PortTop.Kernel.Probe;
using PortTop.Model;

namespace PortTop.Commands;

/// <summary>
/// Asks the kernel for every port of the range whether it is held against all targets, and tells which of those no socket explains.
/// </summary>
/// <param name="source">What can be seen of the holders.</param>
/// <param name="probe">Tells whether asking is safe.</param>
/// <param name="input">Where the confirmation comes from.</param>
/// <param name="output">Where the answer goes.</param>
internal sealed class ProbeMapCommand(KernelSocketSource source, SourcePortProbe probe, TextReader input, TextWriter output)
{
    private const int Named = 40;

    /// <summary>Measured on Linux 6.18.</summary>
    private const int MicrosecondsPerPort = 13;

    /// <summary>Ports that hardly anything listens on: none of them must have a connection from 127.0.0.1 within the range.</summary>
    private const ushort LastTriedPort = 64;

    private static readonly IpAddress Loopback = IpAddress.FromIPv4(0x7f00_0001);

    /// <summary>Asks. Returns 0, or 3 when the kernel cannot be asked here.</summary>
    /// <exception cref="UsageException">It was not confirmed.</exception>
    internal int Run(bool isConfirmed)
    {
        try
        {
            var settings = source.ReadSettings();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"asks for each of the {settings.Range.Size:N0} ports of {settings.Range.Low}-{settings.Range.High} by a connect() on loopback that sends nothing\nside effects: each port is held for some microseconds, so that a bind() to it in that moment fails; tracers of connect() see them all; about {Math.Max(1, settings.Range.Size * MicrosecondsPerPort / 1000):N0} ms of processor time"));
            if (!isConfirmed && !Confirm())
            {
                throw new UsageException("--map was not confirmed: nothing was asked (--yes confirms beforehand)");
            }

            var ports = new PortSpace(settings, source.ReadListeners(settings.Range), source.ReadBound());
            Tell(ports, PortMap.Read(probe, settings, FindFreePort(settings)));
            return 0;
        }
        catch (SourceException problem)
        {
            output.WriteLine("not answered: " + MachineText.Clean(problem.Message));
            return ProbeCommand.Unanswered;
        }
    }

    private bool Confirm()
    {
        output.Write("Type \"yes\" to go on: ");
        output.Flush();
        var answer = input.ReadLine();
        if (answer is null)
        {
            output.WriteLine();
        }

        return answer?.Trim() == "yes";
    }

    private void Tell(PortSpace ports, PortSet held)
    {
        var hidden = Only(held, static (port, space) => space.IsUsable(port), ports);
        var shown = Only(held, static (port, space) => !space.IsUsable(port), ports);
        output.WriteLine(Line("held against every target", held.Count, null));
        output.WriteLine(Line("  by sockets that can be seen", shown.Count, shown));
        output.WriteLine(Line("  hidden", hidden.Count, hidden));
        if (hidden.Count > 0)
        {
            output.WriteLine("Hidden ports were taken by bind() to port 0 or by accept(), by sockets that are connected or in TIME-WAIT now, or are bound where this kernel does not tell; \"ss -tanp sport = :PORT\" shows who is on one.");
        }
    }

    private static string Line(string what, int count, PortSet? ports)
    {
        var names = ports is { } set && count > 0 ? ": " + set.ToText(Named).Replace(",", ", ", StringComparison.Ordinal) : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{what}: {count:N0}{names}");
    }

    private static PortSet Only(PortSet ports, Func<ushort, PortSpace, bool> isWanted, PortSpace space)
    {
        var wanted = new PortSet();
        for (int port = space.Range.Low; port <= space.Range.High; port++)
        {
            if (ports.Contains((ushort)port) && isWanted((ushort)port, space))
            {
                wanted.Add((ushort)port);
            }
        }

        return wanted;
    }

    /// <summary>A port of 127.0.0.1 towards which no connection of the range goes: there only holders are in the way.</summary>
    private ushort FindFreePort(PortSettings settings)
    {
        for (ushort port = 1; port <= LastTriedPort; port++)
        {
            var sink = new AnyRow(port);
            source.ReadPool(new PoolKey(0, Protocol.Tcp, PoolKind.Connect, 0, Loopback, Loopback, port), settings.Range, sink);
            if (!sink.HasAny)
            {
                return port;
            }
        }

        throw new SourceException("every low port of 127.0.0.1 has connections");
    }

    private sealed class AnyRow(ushort port) : ISocketSink
    {
        internal bool HasAny { get; private set; }

        public void Restart() => HasAny = false;

        public void Add(in SocketRow row) => HasAny |= row.DestinationPort == port && row.Destination == Loopback;
    }
}
