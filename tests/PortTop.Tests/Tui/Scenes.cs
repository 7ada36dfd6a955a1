using System.Collections.Concurrent;
using PortTop.Model;
using PortTop.Tests.Shared;
using PortTop.Tests.Simulation;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using static PortTop.Tests.Tui.SceneSnapshots;

namespace PortTop.Tests.Tui;

/// <summary>Situations that screens are drawn of, by name.</summary>
internal static class Scenes
{
    private static readonly ConcurrentDictionary<string, Lazy<Snapshot>> Stories = new();

    internal static IReadOnlyDictionary<string, Func<HeadlessScreen, HeadlessScreen>> All { get; } = new Dictionary<string,
        Func<HeadlessScreen, HeadlessScreen>>
    {
        ["reading"] = static screen => screen,
        ["incident"] = static screen => Arrive(screen, Incident()),
        ["groups"] = static screen => Type(Arrive(screen, Samples.Snapshot([.. Pools(), .. Many()], Ports)), "aaa"),
        ["groups-owner"] = static screen => Press(Type(Arrive(screen, Incident()), "aaaaa"), "\e[B"),
        ["group"] = static screen => Press(Type(Arrive(screen, Samples.Snapshot([.. Pools(), .. Many()], Ports)), "aaa"), "\r"),
        ["filter"] = static screen => Press(Type(Arrive(screen, Incident()), "/dst:10. used>50%"), "\r"),
        ["filter-prompt"] = static screen => Type(Arrive(screen, Incident()), "/dst:10.8. owner:c"),
        ["filter-empty"] = static screen => Type(Arrive(screen, Incident()), "/"),
        ["filter-wrong"] = static screen => Type(Arrive(screen, Incident()), "/dst:10.8. dport:54x2"),
        ["filter-nothing"] = static screen => Press(Type(Arrive(screen, Incident()), "/dport:1"), "\r"),
        ["filter-groups"] = static screen
            => Press(Type(Arrive(screen, Samples.Snapshot([.. Pools(), .. Many()], Ports)), "aa/dst:10.9.0.0/16"), "\r"),
        ["filter-owners"] = static screen => Type(Press(Type(Arrive(screen, Incident()), "/dport:6379"), "\r"), "3"),
        ["calm"] = static screen => Arrive(screen, Samples.Snapshot([], Ports)),
        ["owners"] = static screen => Press(Press(Arrive(screen, Incident()), "3"), "\e[B"),
        ["owners-unknown"] = static screen
            => Press(Arrive(screen, Samples.Snapshot(Pools().Select(static pool => pool with { Owners = [], Failed = null }), Ports)), "3"),
        ["events"] = static screen => Press(Arrive(screen, Incident()), "5"),
        ["logs"] = static screen => Press(Arrive(screen, Samples.Snapshot([], Ports) with { Logs = LogSamples.All }), "5"),
        ["why"] = static screen => Press(Arrive(screen, Incident()), "e"),
        ["why-leak"] = static screen => Press(Press(Arrive(screen, Incident()), "\e[B"), "e"),
        ["why-healthy"] = static screen => Press(Press(Press(Arrive(screen, Incident()), "G"), "\e[A"), "e"),
        ["why-no-port"] = static screen => Press(Arrive(screen, NoneLeft()), "e"),
        ["chat"] = static screen => Press(Arrive(screen, Incident()), "y"),
        ["demo"] = static screen => Arrive(screen, "beats"),
        ["demo-detail"] = static screen => Press(Arrive(screen, "beats"), "\r"),
        ["demo-why"] = static screen => Press(Arrive(screen, "close-wait-leak"), "e"),
        ["pod"] = static screen => Arrive(screen, "namespaces"),
        ["pod-detail"] = static screen => Press(Arrive(screen, "namespaces"), "\r"),
        ["pod-ports"] = static screen => Press(Arrive(screen, "namespaces"), "i"),
        ["pod-why"] = static screen => Press(Arrive(screen, "namespaces"), "e"),
        ["demo-owners"] = static screen => Press(Arrive(screen, "bind-first"), "3"),
        ["gateway"] = static screen => Arrive(screen, BehindGateway()),
        ["gateway-detail"] = static screen => Press(Arrive(screen, BehindGateway()), "\r"),
        ["gateway-why"] = static screen => Press(Arrive(screen, BehindGateway()), "e"),
        ["gateway-ports"] = static screen => Press(Press(Arrive(screen, BehindGateway()), "i"), "G"),
        ["cloud"] = static screen
            => Press(Press(Arrive(screen, Incident() with { Surroundings = new Surroundings([], []) { Cloud = CloudPlatform.Google } }),
                "?"), "G"),
        ["failed-before"] = static screen => Arrive(screen, FailedBefore()),
        ["failed-free"] = static screen => Arrive(screen, FailedFree()),
        ["victim"] = static screen => Arrive(screen, Victim()),
        ["victim-detail"] = static screen => Press(Arrive(screen, Victim()), "\r"),
        ["owners-many"] = static screen => Press(Arrive(screen, ManyOwners()), "3"),
        ["none-left"] = static screen => Arrive(screen, NoneLeft()),
        ["hostile-owner"] = static screen => Press(Arrive(screen, HostileOwner()), "\r"),
        ["detail"] = static screen => Press(Arrive(screen, Incident(WithDetail: true)), "\r"),
        ["filling"] = static screen => Arrive(screen, FlowScenes.Filling()),
        ["filling-detail"] = static screen => Press(Arrive(screen, FlowScenes.Filling()), "\r"),
        ["beating"] = static screen => Arrive(screen, FlowScenes.Full()),
        ["beating-detail"] = static screen => Press(Arrive(screen, FlowScenes.Full()), "\r"),
        ["waves"] = static screen => Arrive(screen, "beats", InWaves),
        ["waves-detail"] = static screen => Press(Arrive(screen, "beats", InWaves), "\r"),
        ["leaking"] = static screen => Arrive(screen, Leaking()),
        ["leaking-flow"] = static screen => Press(Press(Arrive(screen, Leaking()), "\r"), "2"),
        ["raised"] = static screen => Arrive(screen, Incident() with
        {
            Cost = new PollCost(118, .124),
            Raised = new RaisedBudget(.2, BudgetReason.Trouble),
        }),
        ["beating-flow"] = static screen => Press(Press(Arrive(screen, FlowScenes.Full()), "\r"), "\t"),
        ["past"] = static screen => Press(Press(Arrive(screen, FlowScenes.Full()), "<"), ","),
        ["past-detail"] = static screen => Press(Press(Press(Arrive(screen, FlowScenes.Full()), "\r"), "\t"), "<"),
        ["ports"] = static screen => Press(Arrive(screen, Held()), "i"),
        ["held"] = static screen => Press(Press(Arrive(screen, Held()), "\e[B"), "\r"),
        ["bind-detail"] = static screen => Press(Arrive(screen, Held()), "\r"),
        ["slow"] = static screen => Arrive(screen, Samples.Snapshot([Slow()], Ports)),
        ["odd"] = static screen => Press(
            Arrive(screen, Samples.Snapshot([Samples.Pool(5432, 2, ports: Samples.Space("61000-61002"))], Samples.Space("61000-61002"))),
                "\r"),
        ["detail-gone"] = static screen => Arrive(
            Press(Arrive(screen, Incident()), "\r"), Samples.Snapshot([], Ports)),
        ["paused"] = static screen => Tick(Press(Arrive(screen, Incident()), " "), Samples.Time.AddSeconds(95)),
        ["failed"] = static screen => Tick(
            Fail(Arrive(screen, Incident()),
                new Trouble("/proc/sys/net/ipv4/ip_local_port_range cannot be read: denied", Samples.Time.AddSeconds(14))),
            Samples.Time.AddSeconds(12)),
        ["stale"] = static screen => Tick(Arrive(screen, Incident()), Samples.Time.AddSeconds(42)),
        ["procfs"] = static screen
            => Arrive(screen, Samples.Snapshot(Pools(), Ports, null,
                "netlink is refused (Operation not permitted), so /proc/net/tcp serves; polls are slower")),
        ["notices"] = static screen => Arrive(
            Change(screen, static state
                => state with { Notices = ["portop.json:3: there is no setting \"intervall\"; did you mean \"interval\"?", "theme"] }),
                    Incident()),
        ["no-port"] = static screen => Arrive(
            screen, Samples.Snapshot([], Samples.Space("100-101", "100-101"))),
        ["many"] = static screen => Press(Arrive(screen, Samples.Snapshot(Many(), Ports)), "G"),
        ["router"] = static screen => Arrive(screen, NatScenes.Router()),
        ["nat"] = static screen => Press(Arrive(screen, NatScenes.Router()), "4"),
        ["nat-unseen"] = static screen => Press(Arrive(screen, NatScenes.Unseen()), "4"),
        ["nat-detail"] = static screen => Press(Arrive(screen, NatScenes.Router()), "\r"),
        ["nat-why"] = static screen => Press(Arrive(screen, NatScenes.Router()), "e"),
        ["war-waves"] = static screen => War("waves", screen),
        ["war-failing"] = static screen => War("incident", screen),
        ["war-countdown"] = static screen => War("filling", screen),
        ["war-full"] = static screen => War("held", screen),
        ["war-ok"] = static screen => Press(Arrive(screen, AllSeen()), "w"),
        ["war-unseen"] = static screen => War("slow", screen),
        ["war-calm"] = static screen => War("calm", screen),
        ["war-reading"] = static screen => War("reading", screen),
        ["war-stale"] = static screen => War("stale", screen),
        ["war-paused"] = static screen => War("paused", screen),
        ["war-failed"] = static screen => War("failed", screen),
        ["war-past"] = static screen => War("past", screen),
        ["war-pod"] = static screen => War("pod", screen),
        ["war-demo"] = static screen => War("demo", screen),
        ["war-none-left"] = static screen => War("none-left", screen),
        ["probe-asking"] = static screen => Press(Arrive(screen, Incident()), "p"),
        ["probe-no"] = static screen => Answered(Arrive(screen, Incident()), ProbeScenes.No, ProbeScenes.No),
        ["probe-yes"] = static screen => Answered(Arrive(screen, Incident()), ProbeScenes.No, ProbeScenes.Yes),
        ["probe-refused"] = static screen => Answered(Arrive(screen, Incident()), ProbeScenes.Refused),
        ["probe-nat"] = static screen => Press(Arrive(screen, NatScenes.Router()), "p"),
        ["probe-past"] = static screen => Press(Press(Arrive(screen, FlowScenes.Full()), "<"), "p"),
        ["states"] = static screen => Press(Arrive(screen, Incident()), "2"),
        ["states-selected"] = static screen => Press(Press(Press(Arrive(screen, Incident()), "2"), "\e[B"), "\t"),
        ["states-demo"] = static screen => Press(Arrive(screen, "close-wait-leak"), "2"),
        ["states-pod"] = static screen => Press(Press(Arrive(screen, "namespaces"), "2"), "\e[B"),
        ["states-none"] = static screen => Press(Press(Arrive(screen, Samples.Snapshot([], Ports)), "2"), "G"),
        ["panel-1"] = static screen => Enlarge(screen, '1'),
        ["panel-2"] = static screen => Enlarge(screen, '2'),
        ["panel-3"] = static screen => Enlarge(screen, '3'),
        ["panel-4"] = static screen => Enlarge(screen, '4'),
        ["panel-5"] = static screen => Enlarge(screen, '5'),
        ["panel-6"] = static screen => Enlarge(screen, '6'),
        ["panel-7"] = static screen => Enlarge(screen, '7'),
        ["panel-8"] = static screen => Enlarge(screen, '8'),
        ["panel-9"] = static screen => Enlarge(screen, '9'),
        ["panels-2"] = static screen => Press(Press(Arrive(screen, "beats"), "\r"), "\t"),
        ["panels-3"] = static screen => Press(Press(Press(Arrive(screen, "beats"), "\r"), "\t"), "\t"),
        ["panel-knobs"] = static screen => Press(Press(Arrive(screen, Held()), "\r"), "7"),
        ["help"] = static screen => Press(Arrive(screen, Incident()), "?"),
        ["hostile"] = static screen => Arrive(screen, Incident() with
        {
            Source = new SourceDescription("netlink", "we\e[2Jb\u202e\a\n07", "\e]0;title\a", 1, ["\e[31mred"],
                [new Unseen("\e[1A", "\r")]),
        }),
    };

    /// <summary>A state to begin with.</summary>
    internal static UiState Begin(Glyphs? glyphs = null)
        => UiReducer.Tick(new UiState { Host = "web-07", Glyphs = glyphs ?? Glyphs.Unicode }, Samples.Time);

    /// <summary>A screen that shows a scene.</summary>
    internal static HeadlessScreen Show(string scene, int width = 120, int height = 40, Glyphs? glyphs = null)
        => All[scene](new HeadlessScreen(Begin(glyphs), width, height));

    /// <summary>The state of a scene.</summary>
    internal static UiState StateOf(string scene)
    {
        using var screen = Show(scene);
        return screen.State;
    }

    /// <summary>The beats of the demo: by then a pool that was full works again.</summary>
    private const double InWaves = 30;

    private static HeadlessScreen Enlarge(HeadlessScreen screen, char panel)
        => Press(Press(Arrive(screen, "beats"), "\r"), panel.ToString());

    /// <summary>A made-up machine through the real pipeline, once for all sizes.</summary>
    private static HeadlessScreen Arrive(HeadlessScreen screen, string scenario, double later = 0)
    {
        var story = Stories.GetOrAdd(
            FormattableString.Invariant($"{scenario}+{later}"), _ => new Lazy<Snapshot>(() => Story.Of(scenario, later)));
        var snapshot = story.Value;
        return Arrive(Tick(Change(screen, state => state with { Demo = scenario, Host = "DEMO" }), snapshot.Time), snapshot);
    }

    private static HeadlessScreen Change(HeadlessScreen screen, Func<UiState, UiState> change) => screen.Show(change(screen.State));

    private static HeadlessScreen Arrive(HeadlessScreen screen, Snapshot snapshot)
        => Change(screen, state => UiReducer.Arrive(state, snapshot));

    private static HeadlessScreen Tick(HeadlessScreen screen, DateTimeOffset now) => Change(screen, state => UiReducer.Tick(state, now));

    private static HeadlessScreen Fail(HeadlessScreen screen, Trouble trouble) => Change(screen, state => UiReducer.Fail(state, trouble));

    private static HeadlessScreen Answered(HeadlessScreen screen, params ProbeAnswer[] answers)
        => Change(screen, state => ProbeScenes.Answered(state, answers));

    private static HeadlessScreen Type(HeadlessScreen screen, string keys) => screen.Type(keys);

    private static HeadlessScreen War(string scene, HeadlessScreen screen) => Press(All[scene](screen), "w");

    private static HeadlessScreen Press(HeadlessScreen screen, string keys) => screen.Type(keys);
}
