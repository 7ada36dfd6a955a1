using PortTop.Kernel;
using PortTop.Kernel.Probe;
using PortTop.Model;

namespace PortTop.Commands;

/// <summary>The network namespace in which a probe asks.</summary>
internal sealed class ProbeGround : IDisposable
{
    private readonly KernelMachine? _machine;
    private readonly Lazy<KernelSocketSource> _source;

    /// <summary>Finds the namespace. The program's own needs no search.</summary>
    /// <param name="wanted">Which one: own, that of a process, or that of a name.</param>
    /// <exception cref="SourceException">It is not there or may not be entered; the message names the privilege.</exception>
    internal ProbeGround(NamespaceChoice wanted)
    {
        if (wanted.Kind == NamespaceChoiceKind.Own)
        {
            _source = new Lazy<KernelSocketSource>(static () => new KernelSocketSource(CollectorChoice.Auto, new KernelRoots()));
            Probe = new SourcePortProbe(KernelRoots.DefaultProc);
            return;
        }

        _machine = new KernelMachine(CollectorChoice.Auto, new KernelRoots(), WatchChoice.None, wanted);
        try
        {
            var place = _machine.Discover().Places[0];
            var source = (KernelSocketSource)_machine.Open(place);
            (_source, Probe, Name) = (new Lazy<KernelSocketSource>(source), source.Probe!, place.Label);
        }
        catch
        {
            _machine.Dispose();
            throw;
        }
    }

    /// <summary>What can be seen there.</summary>
    internal KernelSocketSource Source => _source.Value;

    /// <summary>Asks there.</summary>
    internal SourcePortProbe Probe { get; }

    /// <summary>The name of the namespace; null for the program's own.</summary>
    internal string? Name { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_source.IsValueCreated)
        {
            _source.Value.Dispose();
        }

        _machine?.Dispose();
    }
}
