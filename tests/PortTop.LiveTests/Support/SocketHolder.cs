using System.Diagnostics;
using System.Globalization;

namespace PortTop.LiveTests.Support;

/// <summary>A process of its own that does with sockets what it is told: a command a line, answered by a line.</summary>
internal sealed class SocketHolder : IDisposable
{
    private const string Script = """
        import os, socket, sys, threading, time
        os.closerange(3, 65536)
        held = []
        def one(host, port):
            s = socket.socket(socket.AF_INET6 if ':' in host else socket.AF_INET)
            try:
                s.connect((host, port))
                return s
            except OSError as problem:
                s.close()
                return None
        def first(source, port, host, to):
            s = socket.socket()
            try:
                s.bind((source, port))
                s.connect((host, to))
                return s
            except OSError as problem:
                s.close()
                return None
        def hammer(host, port):
            while True:
                s = one(host, port)
                if s: s.close()
                time.sleep(0.02)
        def name(text):
            with open('/proc/self/comm', 'wb') as file: file.write(text.encode('utf-8', 'surrogateescape'))
        name(sys.argv[1])
        print('ready', flush=True)
        for line in sys.stdin:
            word, *rest = line.split()
            if word == 'connect':
                made = [one(rest[0], int(rest[1])) for _ in range(int(rest[2]))]
                held += [s for s in made if s]
                print(sum(1 for s in made if s), flush=True)
            elif word == 'short':
                for _ in range(int(rest[2])):
                    s = one(rest[0], int(rest[1]))
                    if s: time.sleep(float(rest[3])); s.close()
                print('done', flush=True)
            elif word == 'paced':
                due = time.time()
                while True:
                    s = one(rest[0], int(rest[1]))
                    if s: time.sleep(float(rest[3])); s.close()
                    due += 1 / float(rest[2])
                    time.sleep(max(0, due - time.time()))
            elif word == 'ranged':
                made = 0
                for _ in range(int(rest[4])):
                    s = socket.socket(); s.setsockopt(socket.IPPROTO_IP, 51, (int(rest[2]) | int(rest[3]) << 16).to_bytes(4, sys.byteorder))
                    try:
                        s.connect((rest[0], int(rest[1]))); held.append(s); made += 1
                    except OSError: s.close()
                print(made, flush=True)
            elif word == 'handover':
                import array
                for _ in range(int(rest[2])):
                    ends, s = socket.socketpair(), one(rest[0], int(rest[1]))
                    ends[0].sendmsg([b'x'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [s.fileno()]))])
                    s.close(); held += ends
                print('in flight', flush=True)
            elif word == 'close':
                for s in held: s.close()
                held = []
                print('closed', flush=True)
            elif word == 'fork':
                child = os.fork()
                if child == 0:
                    name(rest[0])
                    time.sleep(600)
                    os._exit(0)
                print(child, flush=True)
            elif word == 'udp':
                for _ in range(int(rest[2])):
                    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect((rest[0], int(rest[1]))); held.append(s)
                print('connected', flush=True)
            elif word == 'forks':
                for _ in range(int(rest[2])):
                    if os.fork() == 0:
                        one(rest[0], int(rest[1]))
                        os._exit(0)
                time.sleep(0.3)
                try:
                    while os.waitpid(-1, os.WNOHANG)[0]: pass
                except OSError: pass
                print('forked', flush=True)
            elif word == 'join':
                with open(rest[0], 'w') as file: file.write(str(os.getpid()))
                print('joined', flush=True)
            elif word == 'listen':
                s = socket.socket(); s.bind((rest[0], int(rest[1]))); s.listen(4096); held.append(s)
                print('listening', flush=True)
            elif word == 'chosen':
                host, port, chosen, count = rest[0], *map(int, rest[1:])
                made = 0
                for _ in range(count):
                    s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(('', chosen)); held.append(s)
                    try:
                        s.connect((host, port)); made += 1
                    except OSError: pass
                print(made, flush=True)
            elif word == 'bind':
                for port in range(int(rest[0]), int(rest[1])):
                    s = socket.socket(); s.bind(('127.0.0.1', port)); held.append(s)
                print('bound', flush=True)
            elif word == 'boundfirst':
                source, host, port, targets, count = rest[0], rest[1], int(rest[2]), int(rest[3]), int(rest[4])
                made = 0
                while made < count:
                    s = first(source, 0, host, port + made % targets)
                    if not s: break
                    held.append(s); made += 1
                print(made, flush=True)
            elif word == 'choose':
                source, host, port, targets, low, high = rest[0], rest[1], int(rest[2]), int(rest[3]), int(rest[4]), int(rest[5])
                made = [first(source, chosen, host, port + chosen % targets) for chosen in range(low, high + 1)]
                held += [s for s in made if s]
                print(sum(1 for s in made if s), flush=True)
            elif word == 'hammer':
                threading.Thread(target=hammer, args=(rest[0], int(rest[1])), daemon=True).start()
                print('hammers', flush=True)
        """;

    private readonly Process _process;

    internal SocketHolder(NetworkNamespace network, string name)
        : this(network.Start, ["python3", "-c", Script, name])
    {
    }

    private SocketHolder(Func<ProcessStartInfo, Process> start, string[] command)
    {
        Assert.SkipUnless(Command.Exists("python3"), "needs python3");
        _process = start(Command.Prepare(command[0], command[1..]));
        _process.StandardOutput.ReadLine().ShouldBe("ready");
    }

    /// <summary>One in a namespace that has a name.</summary>
    internal static SocketHolder In(string namedNamespace, string name)
        => new(Forks.Start, ["ip", "netns", "exec", namedNamespace, "python3", "-c", Script, name]);

    /// <summary>One of the user nobody.</summary>
    internal static SocketHolder OfNobody(NetworkNamespace network, string name)
    {
        const string Python = "/usr/bin/python3";
        Assert.SkipUnless(Command.Exists("setpriv") && File.Exists(Python), $"needs setpriv and {Python}, which an ordinary user may run");
        return new SocketHolder(network.Start, ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Python, "-c", Script, name]);
    }

    /// <summary>Its process id.</summary>
    internal int Id => _process.Id;

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>Connects so many times and returns how many succeeded.</summary>
    internal int Connect(string address, int port, int count) => int.Parse(Tell(string.Create(CultureInfo.InvariantCulture, $"connect {address} {port} {count}")), CultureInfo.InvariantCulture);

    /// <summary>
    /// Binds to port 0 of an address before each connect(), to so many ports of a server in turn, until it has so many or is refused.
    /// Returns how many it has.
    /// </summary>
    internal int ConnectBoundFirst(string source, string address, int port, int targets, int count = int.MaxValue)
        => Number(string.Create(CultureInfo.InvariantCulture, $"boundfirst {source} {address} {port} {targets} {count}"));

    /// <summary>Binds to each port of a range before connect(). Returns how many connections it has then.</summary>
    internal int ConnectChosen(string source, string address, int port, int targets, int low, int high)
        => Number(string.Create(CultureInfo.InvariantCulture, $"choose {source} {address} {port} {targets} {low} {high}"));

    /// <summary>Connects fifty times a second from now on, and closes what it gets.</summary>
    internal void Hammer(string address, int port)
        => Tell(string.Create(CultureInfo.InvariantCulture, $"hammer {address} {port}")).ShouldBe("hammers");

    /// <summary>Connects and closes so many times, each connection open so long, and does not wait for the end.</summary>
    internal void BeginShort(string address, int port, int count, double seconds)
        => _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"short {address} {port} {count} {seconds}"));

    /// <summary>Connects so many times a second from now on, each connection open so long; it takes no further command.</summary>
    internal void BeginPaced(string address, int port, int perSecond, double seconds)
        => _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"paced {address} {port} {perSecond} {seconds}"));

    /// <summary>Tries to connect so many times from a part of the range (IP_LOCAL_PORT_RANGE) and returns how often it worked.</summary>
    internal int ConnectFromPart(int low, int high, string address, int port, int count)
        => Number(string.Create(CultureInfo.InvariantCulture, $"ranged {address} {port} {low} {high} {count}"));

    /// <summary>
    /// Connects so many times and hands each connection over a UNIX socket from which nobody takes it: no process has it then.
    /// </summary>
    internal void HandOver(string address, int port, int count)
        => Tell(string.Create(CultureInfo.InvariantCulture, $"handover {address} {port} {count}")).ShouldBe("in flight");

    /// <summary>Connects so many times from one chosen port and returns how many succeeded.</summary>
    internal int ConnectFrom(int chosen, string address, int port, int count)
        => int.Parse(
            Tell(string.Create(CultureInfo.InvariantCulture, $"chosen {address} {port} {chosen} {count}")), CultureInfo.InvariantCulture);

    /// <summary>Forks; returns the id of the child, which holds the same sockets.</summary>
    internal int Fork(string name) => int.Parse(Tell("fork " + name), CultureInfo.InvariantCulture);

    /// <summary>Says something to it and returns its answer.</summary>
    internal string Tell(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(_process.StandardError.ReadToEnd());
    }

    private int Number(string command) => int.Parse(Tell(command), CultureInfo.InvariantCulture);

    /// <summary>Ends it.</summary>
    internal void Exit()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
    }
}
