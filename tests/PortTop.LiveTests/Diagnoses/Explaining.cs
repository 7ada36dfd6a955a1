using System.Diagnostics;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Diagnoses;

/// <summary><c>porttop explain</c> beside a load: it polls every two seconds, a few times, and then tells.</summary>
internal sealed class Explaining(NetworkNamespace network) : IDisposable
{
    private readonly Process _process = network.Start(Command.Prepare(Porttop.Path, ["explain", "-d", "1.5"]));

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>True until it has told.</summary>
    internal bool IsBusy => !_process.HasExited;

    /// <summary>Waits until it has begun to look: until it has a socket, to ask the kernel.</summary>
    internal void AwaitBegin() => Deadline.Until(
        () => Directory.EnumerateFileSystemEntries($"/proc/{_process.Id}/fd").Any(static file => new FileInfo(file).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true),
        "a socket of porttop");

    /// <summary>What it told.</summary>
    internal string End()
    {
        var page = _process.StandardOutput.ReadToEndAsync();
        page.Wait(Deadline.Patience).ShouldBeTrue("porttop explain does not end");
        return page.Result;
    }
}
