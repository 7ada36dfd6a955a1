using PortTop.Kernel;
using PortTop.Kernel.Probe;
using PortTop.Kernel.Processes;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Reports;

namespace PortTop.Commands;

/// <summary>Tells who holds a local port, and whether a server could take it.</summary>
/// <param name="protocol">TCP or UDP.</param>
/// <param name="port">The port.</param>
/// <param name="mayAsk">The kernel may be asked where what is visible leaves it open.</param>
/// <param name="asksKernel">The settings let the kernel be asked at all.</param>
internal sealed class WhoCommand(Protocol protocol, ushort port, bool mayAsk, bool asksKernel = true)
{
    /// <summary>Exit statuses, as README has them.</summary>
    internal const int Taken = 1;
    internal const int Unanswered = 3;

    private const int Width = 80;
    private const int TextColumn = 12;

    /// <summary>A machine may have thousands of addresses: what is true of the wildcard is true of each.</summary>
    private const int MostAddresses = 24;

    /// <summary>
    /// Looks, and writes what there is. Returns 0 when a server could take the port in every namespace that was looked into, 1 when not in
    /// one of them, 3 when that cannot be told.
    /// </summary>
    /// <exception cref="SourceException">A namespace cannot be entered, or its sockets not be read.</exception>
    internal int Run(NamespaceChoice wanted, Stream output, TextWriter errors, bool isJson)
    {
        var roots = new KernelRoots();
        var processes = new ProcessTable(roots);
        using var machine = new KernelMachine(CollectorChoice.Auto, roots, WatchChoice.None, wanted, asksKernel: mayAsk && asksKernel);
        var found = new List<(PortLookup Lookup, DiagnosisPlace Place)>();
        var unread = new List<string>();
        foreach (var place in machine.Discover().Places)
        {
            var source = (KernelSocketSource)machine.Open(place);
            try
            {
                found.Add((Look(source, processes, found.Sum(static one => one.Lookup.Occupants.Count) + 1), new DiagnosisPlace(
                    place.Label == NamespacePlace.HostName ? string.Empty : place.Label, source.Describe().EntryCommand ?? string.Empty)));
            }
            catch (SourceException problem) when (wanted.Kind == NamespaceChoiceKind.All && found.Count > 0)
            {
                unread.Add($"{place.Label}: {problem.Message}");
            }
            finally
            {
                machine.Close(source);
            }
        }

        // Where all are asked about, those that have nothing of it are told by their number.
        var shown = found.Where((one, i) => i == 0 || one.Lookup.Occupants.Count > 0).ToArray();
        if (isJson)
        {
            foreach (var (lookup, place) in shown)
            {
                JsonPortLookup.Write(output, lookup, place);
            }
        }
        else
        {
            using var text = new StreamWriter(output, leaveOpen: true);
            for (var i = 0; i < shown.Length; i++)
            {
                text.Write(i > 0 ? "\n" : string.Empty);
                Write(text, shown[i].Lookup, shown[i].Place);
            }

            if (found.Count > shown.Length)
            {
                text.WriteLine($"\nnothing in {found.Count - shown.Length} more network namespaces");
            }
        }

        unread.ForEach(problem => errors.WriteLine("porttop: not read: " + MachineText.Clean(problem)));
        return shown.Any(static one => one.Lookup.Outcome == ListenOutcome.No) ? Taken
            : unread.Count > 0 || shown.Any(static one => one.Lookup.Outcome == ListenOutcome.Unknown) ? Unanswered : 0;
    }

    private PortLookup Look(KernelSocketSource source, ProcessTable processes, int firstId)
    {
        var lookup = PortReader.Read(source, protocol, port, new SocketHolders(processes, firstId).Find) with
        {
            Time = TimeProvider.System.GetUtcNow(),
            SeesOwnProcessesOnly = !processes.SeesAll,
        };
        var addresses = lookup.Candidates(source.ReadSurroundings().Addresses.Select(static local => local.Address), MostAddresses);
        return lookup with { Listen = Answer(lookup, addresses, source.Listening) };
    }

    private ListenAnswer[] Answer(PortLookup lookup, IReadOnlyList<IpAddress> addresses, ListenProbe? probe)
    {
        ListenAnswer[] answers = [.. addresses.Select(address => ListenAnswer.Judge(lookup, address))];
        if (protocol == Protocol.Udp || !answers.Any(static answer => answer.WithReuse == ListenOutcome.Unknown))
        {
            return answers;
        }

        var reason = !mayAsk ? "--no-ask" : probe is null ? "no kernel is there to be asked" : probe.WhyNotAsk(lookup);
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i].WithReuse == ListenOutcome.Unknown)
            {
                answers[i] = reason is null
                    ? probe!.Ask(lookup, answers[i])
                    : answers[i] with { WhyUnknown = "the kernel was not asked: " + reason };
            }
        }

        return answers;
    }

    internal static void Write(TextWriter output, PortLookup lookup, in DiagnosisPlace place)
    {
        var headline = MachineText.Clean(PortLookupText.Headline(lookup));
        foreach (var line in WrappedText.Wrap(headline, Width))
        {
            output.WriteLine(headline[line]);
        }

        foreach (var line in PortLookupText.Lines(lookup, place))
        {
            var key = line.Key.PadRight(line.IsCommand ? 0 : TextColumn);
            var text = MachineText.Clean(line.Text);
            if (line.IsCommand)
            {
                output.WriteLine(key.PadRight(6) + " " + text);
                continue;
            }

            foreach (var part in WrappedText.Wrap(text, Width - TextColumn))
            {
                output.WriteLine((key + text[part]).TrimEnd());
                key = string.Empty.PadRight(TextColumn);
            }
        }
    }
}
