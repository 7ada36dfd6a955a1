using System.Text.Json;

namespace PortTop.LiveTests.Support;

/// <summary>The program that is tested, and what its polls say.</summary>
internal static class Porttop
{
    /// <summary>The folder of the sources.</summary>
    internal static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>
    /// The program that is tested: what PORTTOP_BINARY names, such as the static file; without it <see cref="OfTheRuntime"/>.
    /// </summary>
    internal static string Path { get; } = ProgramEnvironment.Binary ?? OfTheRuntime;

    /// <summary>The program as it was built beside the tests, for what only the runtime can do.</summary>
    internal static string OfTheRuntime => System.IO.Path.Combine(Root, "src/PortTop/bin", Configuration, "net10.0", "porttop");

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>Runs it.</summary>
    internal static CommandResult Run(params string[] arguments) => Command.Run(Path, arguments);

    /// <summary>One poll of a namespace as JSON.</summary>
    internal static JsonElement Poll(NetworkNamespace network, params string[] arguments)
    {
        var output = network.Execute(Path, ["-b", "-n", "1", "-o", "json", .. arguments]);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    /// <summary>Where the kernel may not be asked about ports.</summary>
    internal static IReadOnlyDictionary<string, string> NeverAsking { get; }
        = new Dictionary<string, string> { ["PORTTOP_ASKKERNEL"] = "never" };

    /// <summary>One poll as JSON of a porttop that finds something in its environment.</summary>
    internal static JsonElement Poll(NetworkNamespace network, IReadOnlyDictionary<string, string> environment)
    {
        var result = network.Run(() => Command.Run(Path, ["-b", "-n", "1", "-o", "json"], environment));
        result.Status.ShouldBe(0, result.Errors);
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }

    /// <summary>One poll after the other, each of a program of its own, until something holds.</summary>
    internal static JsonElement PollUntil(NetworkNamespace network, Func<JsonElement, bool> holds, string what)
        => Deadline.Until(() => Poll(network), holds, what, static poll => poll.GetRawText());

    /// <summary>When the poll began.</summary>
    internal static DateTimeOffset Time(this JsonElement poll) => DateTimeOffset.Parse(poll.GetProperty("time").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The pool towards a destination; null where there is none.</summary>
    internal static JsonElement? FindPool(this JsonElement poll, string destination, int port) => poll.GetProperty("pools").EnumerateArray().Cast<JsonElement?>()
        .FirstOrDefault(pool => pool!.Value.TryGetProperty("destination", out var address) && address.GetString() == destination && pool.Value.GetProperty("port").GetInt32() == port);

    /// <summary>The pool towards a destination.</summary>
    internal static JsonElement Pool(this JsonElement poll, string destination, int port)
        => poll.FindPool(destination, port) ?? throw new ShouldAssertException($"no pool to {destination}:{port}: {poll.GetRawText()}");

    /// <summary>The pool of bind() from an address; null where there is none.</summary>
    internal static JsonElement? FindBindPool(this JsonElement poll, string source) => poll.GetProperty("pools").EnumerateArray()
        .Cast<JsonElement?>()
        .FirstOrDefault(pool => pool!.Value is var found && found.GetProperty("protocol").GetString() == "tcp"
            && found.GetProperty("kind").GetString() == "bind" && found.GetProperty("source").GetString() == source);

    /// <summary>The pool of bind() from an address.</summary>
    internal static JsonElement BindPool(this JsonElement poll, string source)
        => poll.FindBindPool(source) ?? throw new ShouldAssertException($"no bind pool of {source}: {poll.GetRawText()}");

    /// <summary>True where attempts fail for want of a port.</summary>
    internal static bool IsFailing(this JsonElement pool) => pool.TryGetProperty("failed", out var failed) && failed.GetDouble() > 0;

    /// <summary>The state that is foretold or seen.</summary>
    internal static string State(this JsonElement pool) => pool.GetProperty("forecast").GetProperty("state").GetString()!;

    /// <summary>What is certain to be free, what is said to be, and what may be.</summary>
    internal static (int Lower, int Free, int Upper) Bounds(this JsonElement pool)
        => (pool.GetProperty("freeLower").GetInt32(), pool.GetProperty("free").GetInt32(), pool.GetProperty("freeUpper").GetInt32());

    /// <summary>The bounds of what is known to the port.</summary>
    internal static (int Lower, int Free, int Upper) Exactly(int free) => (free, free, free);

    /// <summary>What a process takes over all pools.</summary>
    internal static JsonElement Owner(this JsonElement poll, int process)
        => poll.GetProperty("owners").EnumerateArray().Single(owner => owner.TryGetProperty("pid", out var id) && id.GetInt32() == process);

    /// <summary>How many connect() calls found no port since porttop started.</summary>
    internal static long Failed(this JsonElement poll) => poll.GetProperty("failures").GetProperty("total").GetInt64();

    /// <summary>Used, free and capacity of a pool.</summary>
    internal static (int Used, int Free, int Capacity) Ledger(this JsonElement pool)
        => (pool.GetProperty("used").GetInt32(), pool.GetProperty("free").GetInt32(), pool.GetProperty("capacity").GetInt32());

    private static string FindRoot(string folder)
        => File.Exists(System.IO.Path.Combine(folder, "PortTop.sln")) ? folder : FindRoot(System.IO.Path.GetDirectoryName(folder)!);
}
