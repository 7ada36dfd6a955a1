using System.Collections.Concurrent;
using PortTop.Model;
using PortTop.Tests.Simulation;
using PortTop.Tui.Keys;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using static PortTop.Tests.Tui.SceneSnapshots;

namespace PortTop.Tests.Tui;

/// <summary>Situations that screens are drawn of, by name.</summary>
internal static class Scenes
{
    private static readonly ConcurrentDictionary<string, Lazy<Snapshot>> Stories = new();

    internal static IReadOnlyDictionary<string, Func<UiState, UiState>> All { get; } = new Dictionary<string, Func<UiState, UiState>>
    {
        ["reading"] = static state => state,
        ["incident"] = static state => UiReducer.Arrive(state, Incident()),
        ["groups"] = static state => Type(UiReducer.Arrive(state, Samples.Snapshot([.. Pools(), .. Many()], Ports)), "aaa"),
        ["groups-owner"] = static state => Press(Type(UiReducer.Arrive(state, Incident()), "aaaaa"), new KeyPress(Key.Down)),
        ["group"] = static state => Press(Type(UiReducer.Arrive(state, Samples.Snapshot([.. Pools(), .. Many()], Ports)), "aaa"), new KeyPress(Key.Enter)),
        ["filter"] = static state => Press(Type(UiReducer.Arrive(state, Incident()), "/dst:10. used>50%"), new KeyPress(Key.Enter)),
        ["filter-prompt"] = static state => Type(UiReducer.Arrive(state, Incident()), "/dst:10.8. owner:c"),
        ["filter-empty"] = static state => Type(UiReducer.Arrive(state, Incident()), "/"),
        ["filter-wrong"] = static state => Type(UiReducer.Arrive(state, Incident()), "/dst:10.8. dport:54x2"),
        ["filter-nothing"] = static state => Press(Type(UiReducer.Arrive(state, Incident()), "/dport:1"), new KeyPress(Key.Enter)),
        ["filter-groups"] = static state => Press(Type(UiReducer.Arrive(state, Samples.Snapshot([.. Pools(), .. Many()], Ports)), "aa/dst:10.9.0.0/16"), new KeyPress(Key.Enter)),
        ["filter-owners"] = static state => Type(Press(Type(UiReducer.Arrive(state, Incident()), "/dport:6379"), new KeyPress(Key.Enter)), "3"),
        ["calm"] = static state => UiReducer.Arrive(state, Samples.Snapshot([], Ports)),
        ["owners"] = static state => Press(Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('3')), new KeyPress(Key.Down)),
        ["owners-unknown"] = static state => Press(UiReducer.Arrive(state, Samples.Snapshot(Pools().Select(static pool => pool with { Owners = [], Failed = null }), Ports)), KeyPress.Of('3')),
        ["events"] = static state => Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('5')),
        ["logs"] = static state => Press(UiReducer.Arrive(state, Samples.Snapshot([], Ports) with { Logs = LogSamples.All }), KeyPress.Of('5')),
        ["why"] = static state => Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('e')),
        ["why-leak"] = static state => Press(Press(UiReducer.Arrive(state, Incident()), new KeyPress(Key.Down)), KeyPress.Of('e')),
        ["why-healthy"] = static state => Press(Press(Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('G')), new KeyPress(Key.Up)), KeyPress.Of('e')),
        ["why-no-port"] = static state => Press(UiReducer.Arrive(state, NoneLeft()), KeyPress.Of('e')),
        ["chat"] = static state => Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('y')),
        ["demo"] = static state => Arrive(state, "beats"),
        ["demo-detail"] = static state => Press(Arrive(state, "beats"), new KeyPress(Key.Enter)),
        ["demo-why"] = static state => Press(Arrive(state, "close-wait-leak"), KeyPress.Of('e')),
        ["pod"] = static state => Arrive(state, "namespaces"),
        ["pod-detail"] = static state => Press(Arrive(state, "namespaces"), new KeyPress(Key.Enter)),
        ["pod-ports"] = static state => Press(Arrive(state, "namespaces"), KeyPress.Of('i')),
        ["pod-why"] = static state => Press(Arrive(state, "namespaces"), KeyPress.Of('e')),
        ["demo-owners"] = static state => Press(Arrive(state, "bind-first"), KeyPress.Of('3')),
        ["gateway"] = static state => UiReducer.Arrive(state, BehindGateway()),
        ["gateway-detail"] = static state => Press(UiReducer.Arrive(state, BehindGateway()), new KeyPress(Key.Enter)),
        ["gateway-why"] = static state => Press(UiReducer.Arrive(state, BehindGateway()), KeyPress.Of('e')),
        ["gateway-ports"] = static state => Press(Press(UiReducer.Arrive(state, BehindGateway()), KeyPress.Of('i')), KeyPress.Of('G')),
        ["cloud"] = static state => Press(Press(UiReducer.Arrive(state, Incident() with { Surroundings = new Surroundings([], []) { Cloud = CloudPlatform.Google } }), KeyPress.Of('?')), KeyPress.Of('G')),
        ["failed-before"] = static state => UiReducer.Arrive(state, FailedBefore()),
        ["failed-free"] = static state => UiReducer.Arrive(state, FailedFree()),
        ["victim"] = static state => UiReducer.Arrive(state, Victim()),
        ["victim-detail"] = static state => Press(UiReducer.Arrive(state, Victim()), new KeyPress(Key.Enter)),
        ["owners-many"] = static state => Press(UiReducer.Arrive(state, ManyOwners()), KeyPress.Of('3')),
        ["none-left"] = static state => UiReducer.Arrive(state, NoneLeft()),
        ["hostile-owner"] = static state => Press(UiReducer.Arrive(state, HostileOwner()), new KeyPress(Key.Enter)),
        ["detail"] = static state => Press(UiReducer.Arrive(state, Incident(WithDetail: true)), new KeyPress(Key.Enter)),
        ["filling"] = static state => UiReducer.Arrive(state, FlowScenes.Filling()),
        ["filling-detail"] = static state => Press(UiReducer.Arrive(state, FlowScenes.Filling()), new KeyPress(Key.Enter)),
        ["beating"] = static state => UiReducer.Arrive(state, FlowScenes.Full()),
        ["beating-detail"] = static state => Press(UiReducer.Arrive(state, FlowScenes.Full()), new KeyPress(Key.Enter)),
        ["waves"] = static state => Arrive(state, "beats", InWaves),
        ["waves-detail"] = static state => Press(Arrive(state, "beats", InWaves), new KeyPress(Key.Enter)),
        ["leaking"] = static state => UiReducer.Arrive(state, Leaking()),
        ["leaking-flow"] = static state => Press(Press(UiReducer.Arrive(state, Leaking()), new KeyPress(Key.Enter)), KeyPress.Of('2')),
        ["raised"] = static state => UiReducer.Arrive(state, Incident() with
        {
            Cost = new PollCost(118, .124),
            Raised = new RaisedBudget(.2, BudgetReason.Trouble),
        }),
        ["beating-flow"] = static state => Press(Press(UiReducer.Arrive(state, FlowScenes.Full()), new KeyPress(Key.Enter)), new KeyPress(Key.Tab)),
        ["past"] = static state => Press(Press(UiReducer.Arrive(state, FlowScenes.Full()), KeyPress.Of('<')), KeyPress.Of(',')),
        ["past-detail"] = static state => Press(Press(Press(UiReducer.Arrive(state, FlowScenes.Full()), new KeyPress(Key.Enter)), new KeyPress(Key.Tab)), KeyPress.Of('<')),
        ["ports"] = static state => Press(UiReducer.Arrive(state, Held()), KeyPress.Of('i')),
        ["held"] = static state => Press(Press(UiReducer.Arrive(state, Held()), new KeyPress(Key.Down)), new KeyPress(Key.Enter)),
        ["bind-detail"] = static state => Press(UiReducer.Arrive(state, Held()), new KeyPress(Key.Enter)),
        ["slow"] = static state => UiReducer.Arrive(state, Samples.Snapshot([Slow()], Ports)),
        ["odd"] = static state => Press(
            UiReducer.Arrive(state, Samples.Snapshot([Samples.Pool(5432, 2, ports: Samples.Space("61000-61002"))], Samples.Space("61000-61002"))), new KeyPress(Key.Enter)),
        ["detail-gone"] = static state => UiReducer.Arrive(
            Press(UiReducer.Arrive(state, Incident()), new KeyPress(Key.Enter)), Samples.Snapshot([], Ports)),
        ["paused"] = static state => UiReducer.Tick(Press(UiReducer.Arrive(state, Incident()), KeyPress.Of(' ')), Samples.Time.AddSeconds(95)),
        ["failed"] = static state => UiReducer.Tick(
            UiReducer.Fail(UiReducer.Arrive(state, Incident()), new Trouble("/proc/sys/net/ipv4/ip_local_port_range cannot be read: denied", Samples.Time.AddSeconds(14))),
            Samples.Time.AddSeconds(12)),
        ["stale"] = static state => UiReducer.Tick(UiReducer.Arrive(state, Incident()), Samples.Time.AddSeconds(42)),
        ["procfs"] = static state => UiReducer.Arrive(state, Samples.Snapshot(Pools(), Ports, null, "netlink is refused (Operation not permitted), so /proc/net/tcp serves; polls are slower")),
        ["notices"] = static state => UiReducer.Arrive(
            state with { Notices = ["portop.json:3: there is no setting \"intervall\"; did you mean \"interval\"?", "theme"] }, Incident()),
        ["no-port"] = static state => UiReducer.Arrive(
            state, Samples.Snapshot([], Samples.Space("100-101", "100-101"))),
        ["many"] = static state => Press(UiReducer.Arrive(state, Samples.Snapshot(Many(), Ports)), KeyPress.Of('G')),
        ["router"] = static state => UiReducer.Arrive(state, NatScenes.Router()),
        ["nat"] = static state => Press(UiReducer.Arrive(state, NatScenes.Router()), KeyPress.Of('4')),
        ["nat-unseen"] = static state => Press(UiReducer.Arrive(state, NatScenes.Unseen()), KeyPress.Of('4')),
        ["nat-detail"] = static state => Press(UiReducer.Arrive(state, NatScenes.Router()), new KeyPress(Key.Enter)),
        ["nat-why"] = static state => Press(UiReducer.Arrive(state, NatScenes.Router()), KeyPress.Of('e')),
        ["war-waves"] = static state => War("waves", state),
        ["war-failing"] = static state => War("incident", state),
        ["war-countdown"] = static state => War("filling", state),
        ["war-full"] = static state => War("held", state),
        ["war-ok"] = static state => Press(UiReducer.Arrive(state, AllSeen()), KeyPress.Of('w')),
        ["war-unseen"] = static state => War("slow", state),
        ["war-calm"] = static state => War("calm", state),
        ["war-reading"] = static state => War("reading", state),
        ["war-stale"] = static state => War("stale", state),
        ["war-paused"] = static state => War("paused", state),
        ["war-failed"] = static state => War("failed", state),
        ["war-past"] = static state => War("past", state),
        ["war-pod"] = static state => War("pod", state),
        ["war-demo"] = static state => War("demo", state),
        ["war-none-left"] = static state => War("none-left", state),
        ["probe-asking"] = static state => Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('p')),
        ["probe-no"] = static state => ProbeScenes.Answered(UiReducer.Arrive(state, Incident()), ProbeScenes.No, ProbeScenes.No),
        ["probe-yes"] = static state => ProbeScenes.Answered(UiReducer.Arrive(state, Incident()), ProbeScenes.No, ProbeScenes.Yes),
        ["probe-refused"] = static state => ProbeScenes.Answered(UiReducer.Arrive(state, Incident()), ProbeScenes.Refused),
        ["probe-nat"] = static state => Press(UiReducer.Arrive(state, NatScenes.Router()), KeyPress.Of('p')),
        ["probe-past"] = static state => Press(Press(UiReducer.Arrive(state, FlowScenes.Full()), KeyPress.Of('<')), KeyPress.Of('p')),
        ["states"] = static state => Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('2')),
        ["states-selected"] = static state => Press(Press(Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('2')), new KeyPress(Key.Down)), new KeyPress(Key.Tab)),
        ["states-demo"] = static state => Press(Arrive(state, "close-wait-leak"), KeyPress.Of('2')),
        ["states-pod"] = static state => Press(Press(Arrive(state, "namespaces"), KeyPress.Of('2')), new KeyPress(Key.Down)),
        ["states-none"] = static state => Press(Press(UiReducer.Arrive(state, Samples.Snapshot([], Ports)), KeyPress.Of('2')), KeyPress.Of('G')),
        ["panel-1"] = static state => Enlarge(state, '1'),
        ["panel-2"] = static state => Enlarge(state, '2'),
        ["panel-3"] = static state => Enlarge(state, '3'),
        ["panel-4"] = static state => Enlarge(state, '4'),
        ["panel-5"] = static state => Enlarge(state, '5'),
        ["panel-6"] = static state => Enlarge(state, '6'),
        ["panel-7"] = static state => Enlarge(state, '7'),
        ["panel-8"] = static state => Enlarge(state, '8'),
        ["panel-9"] = static state => Enlarge(state, '9'),
        ["panels-2"] = static state => Press(Press(Arrive(state, "beats"), new KeyPress(Key.Enter)), new KeyPress(Key.Tab)),
        ["panels-3"] = static state => Press(Press(Press(Arrive(state, "beats"), new KeyPress(Key.Enter)), new KeyPress(Key.Tab)), new KeyPress(Key.Tab)),
        ["panel-knobs"] = static state => Press(Press(UiReducer.Arrive(state, Held()), new KeyPress(Key.Enter)), KeyPress.Of('7')),
        ["help"] = static state => Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('?')),
        ["hostile"] = static state => UiReducer.Arrive(state, Incident() with
        {
            Source = new SourceDescription("netlink", "we\e[2Jb\u202e\a\n07", "\e]0;title\a", 1, ["\e[31mred"], [new Unseen("\e[1A", "\r")]),
        }),
    };

    internal static UiState Begin(int width, int height, Glyphs glyphs)
        => UiReducer.Resize(UiReducer.Tick(new UiState { Host = "web-07", Glyphs = glyphs }, Samples.Time), width, height);

    private static UiState Enlarge(UiState state, char panel) => Press(Press(Arrive(state, "beats"), new KeyPress(Key.Enter)), KeyPress.Of(panel));

    /// <summary>The beats of the demo: by then a pool that was full works again.</summary>
    private const double InWaves = 30;

    /// <summary>A made-up machine through the real pipeline, once for all sizes.</summary>
    private static UiState Arrive(UiState state, string scenario, double later = 0)
    {
        var story = Stories.GetOrAdd(
            FormattableString.Invariant($"{scenario}+{later}"), _ => new Lazy<Snapshot>(() => Story.Of(scenario, later)));
        var snapshot = story.Value;
        return UiReducer.Arrive(UiReducer.Tick(state with { Demo = scenario, Host = "DEMO" }, snapshot.Time), snapshot);
    }

    private static UiState Type(UiState state, string keys) => keys.Aggregate(state, static (typed, key) => Press(typed, KeyPress.Of(key)));
    private static UiState War(string scene, UiState state) => Press(All[scene](state), KeyPress.Of('w'));

    private static UiState Press(UiState state, KeyPress press) => UiReducer.Press(state, press);
}
