using System.Reactive.Concurrency;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Owners;

/// <summary>Who opens connections that are gone before anybody could be asked whose they were.</summary>
public sealed class ShortLivedSocketScanTests
{
    private const int BlindLooks = 5;
    private const int Crowd = 4001;

    private static readonly Interest Interest = new(TimeSpan.FromSeconds(1));

    private readonly ScriptedProcesses _processes = new();
    private readonly ScriptedSource _source;
    private readonly Poller _poller;
    private Snapshot _snapshot = null!;
    private uint _lastInode = 5000;
    private ulong _lastIdentity;
    private int _polls;
    private int _looks;

    public ShortLivedSocketScanTests()
    {
        _source = new ScriptedSource(new HistoricalScheduler(Samples.Time))
        {
            Processes = _processes,
            Duration = TimeSpan.Zero,
            Ports = Samples.Space("1024-65535")
        };
        _poller = new Poller(_source, static () => TimeSpan.Zero);
        _processes.Add(10, "curl");
        _processes.Add(20, "idle", 1, 2, 3);
    }

    [Fact]
    public void A_process_whose_new_socket_is_alive_when_the_kernel_is_asked_has_its_pool()
    {
        BeginPolls(443, 80);
        Look().ShouldBe(false, "all that is held so far is new to the first look, and none of it is in the pools");
        OpenSocket(10, 443);

        Look().ShouldBe(true);
        CloseSockets(10);
        Poll();
        Owners(443).ShouldBe(["curl"]);
        Owners(80).ShouldBeEmpty();
    }

    [Fact]
    public void A_socket_that_is_not_of_the_pools_or_of_nobody_credits_nobody()
    {
        BeginPolls(443);
        OpenSocket(10, 9999);
        _source.Rows.Add(Socket(443, TcpState.Established) with { Inode = 4999 });

        Look().ShouldBe(false);
        Poll();
        Owners(443).ShouldBeEmpty();
    }

    [Fact]
    public void While_no_process_has_a_new_socket_the_kernel_is_asked_at_each_fifth_look_alone()
    {
        BeginPolls(443);
        _ = Look();
        _source.AliveReadings.Clear();
        for (var look = 1; look <= 4 * BlindLooks; look++)
        {
            Look().ShouldBe(false);
            _source.AliveReadings.Count.ShouldBe(look / BlindLooks, $"after {look} looks");
        }

        _source.AliveReadings.ShouldAllBe(static asked => asked == null, "all pools at once");
    }

    [Fact]
    public void A_new_socket_is_asked_about_at_once_and_one_that_stays_is_not_new_again()
    {
        BeginPolls(443);
        _ = Look();
        _source.AliveReadings.Clear();
        OpenSocket(10, 443);

        _ = Look();
        _source.AliveReadings.Count.ShouldBe(1);
        _ = Look();
        _source.AliveReadings.Count.ShouldBe(1);
    }

    [Fact]
    public void Where_thousands_are_alive_the_pools_are_asked_for_in_turn()
    {
        _source.Rows.AddRange(Enumerable.Range(0, Crowd).Select(_ => Socket(1, TcpState.Established)));
        BeginPolls(443, 80);
        for (var look = 0; look < 4; look++)
        {
            OpenSocket(10, 443);
            _ = Look();
            CloseSockets(10);
        }

        _source.AliveReadings.Select(static asked => (int)asked!.Value.Port).Order().ShouldBe([80, 80, 443, 443]);
        Poll();
        Owners(443).ShouldBe(["curl"]);
        Owners(80).ShouldBeEmpty();
    }

    [Fact]
    public void So_they_are_where_looks_are_blind()
    {
        _source.Rows.AddRange(Enumerable.Range(0, Crowd).Select(_ => Socket(1, TcpState.Established)));
        int[] ports = [2, 3, 4, 5, 6];
        BeginPolls(ports);
        _ = Look();
        _source.AliveReadings.Clear();
        for (var look = 0; look < ports.Length * BlindLooks; look++)
        {
            _ = Look();
        }

        _source.AliveReadings.Select(static asked => (int)asked!.Value.Port).Order().ShouldBe(ports);
    }

    [Fact]
    public void Where_no_pool_opens_connections_or_all_have_owners_nobody_looks()
    {
        _processes.Hold(10, 4001);
        _source.Rows.Add(Socket(443, TcpState.Established) with { Inode = 4001 });
        Poll();
        Look().ShouldBeNull("nothing is known to be opened at the first poll");
        _processes.Hold(10, 4002);
        _source.Rows.Add(Socket(443, TcpState.Established) with { Inode = 4002 });
        Poll();

        Look().ShouldBeNull();
        _source.AliveReadings.ShouldBeEmpty();
    }

    /// <summary>Two polls in which closed connections come to each port, which nobody was seen to open.</summary>
    private void BeginPolls(params int[] ports)
    {
        Poll();
        foreach (var port in ports)
        {
            _source.Rows.AddRange(Enumerable.Range(0, 10).Select(_ => Socket(port, TcpState.TimeWait)));
        }

        Poll();
    }

    private void Poll()
    {
        _snapshot = _poller.Poll(Samples.Time.AddSeconds(++_polls), _polls == 1 ? null : 1, Interest);
        while (_poller.Hunt(TimeSpan.FromSeconds(1), isSweeping: true))
        {
        }

        _snapshot = _poller.Name(_snapshot);
        _looks = 0;
    }

    private bool? Look() => _poller.Look(_snapshot, _looks++);

    private void OpenSocket(int process, int port)
    {
        _processes.Hold(process, ++_lastInode);
        _source.Rows.Add(Socket(port, TcpState.Established) with { Inode = _lastInode });
    }

    /// <summary>What the process has opened is gone, and leaves a closed connection.</summary>
    private void CloseSockets(int process)
    {
        for (var i = 0; i < _source.Rows.Count; i++)
        {
            if (_source.Rows[i].Inode > 5000)
            {
                _processes.Close(process, _source.Rows[i].Inode);
                _source.Rows[i] = _source.Rows[i] with { Inode = 0, State = TcpState.TimeWait };
            }
        }
    }

    private SocketRow Socket(int port, TcpState state)
        => Rows.Socket(++_lastIdentity, 2000 + (int)_lastIdentity, destinationPort: (ushort)port, state: state);

    private string[] Owners(int port)
        => [.. _snapshot.Pools.Single(pool => pool.Key.IsTcpConnect && pool.Key.Port == port)
            .Owners.Select(static share => share.Owner.Process!.Name)];
}
