using System.Drawing;
using System.Globalization;
using PortTop.Model;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;
using static System.FormattableString;

namespace PortTop.Tui.Pages;

/// <summary>Asks the kernel for a port: what would be asked, its answers, and PortTop's own count beside them.</summary>
internal sealed class ProbePage : LinesView
{
    private const int Column = 10;

    private ProbeRequest? _asked;

    /// <summary>A question and its answer stand at the top.</summary>
    protected override void Renew()
    {
        if (_asked != State.Probing.Request)
        {
            _asked = State.Probing.Request;
            Rewind();
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<PageLine> Write(UiState state, Size screen)
    {
        var lines = new PageLines(screen.Width);
        var problem = KernelQuestion.WhyNot(state);
        if (state.Probing.Pool is not { } pool)
        {
            lines.Section("Does the kernel still give a port?", [("kernel", problem!, Role.Notice)], Column);
            return lines.All;
        }

        lines.Section("Does the kernel still give a port?", Verdict(state, pool, problem), Column);
        if (problem is null && ProbeQuestion.Of(pool) is { } question)
        {
            lines.Section(state.Probing.Answers.Count > 0 ? "What was asked" : "What would be asked", Question(state, pool, question), Column);
        }

        lines.Section("Earlier answers", state.Probing.Answers.Skip(1).Select(entry => (Clock(state, entry.Time), Short(entry), RoleOf(entry.Answer))), Column + 1);
        return lines.All;
    }

    private static IEnumerable<(string Key, string Text, Role Role)> Verdict(UiState state, PoolKey pool, string? problem)
    {
        var probing = state.Probing;
        yield return ("pool", Ends(state, pool) + Namespace(state, pool), Role.Plain);
        if (problem is not null)
        {
            yield return ("kernel", problem, Role.Notice);
        }
        else if (probing.IsAsking)
        {
            yield return ("kernel", "asking" + state.Glyphs.Ellipsis, Role.Muted);
        }
        else if (probing.Answers is [var last, ..])
        {
            yield return ("kernel", ProbeText.Describe(last.Answer), RoleOf(last.Answer));
            yield return ("asked", $"{Clock(state, last.Time)}; p or Enter asks again, Esc leaves", Role.Muted);
            yield return ("PortTop", Count(last.Counted, "counted") + Age(last) + Compare(last), Differs(last) ? Role.Notice : Role.Plain);
            yield break;
        }
        else
        {
            yield return ("kernel", "not asked yet: Enter or p asks, Esc leaves", Role.Notice);
        }

        var snapshot = state.Snapshot;
        yield return ("PortTop", Count(KernelQuestion.Find(snapshot, pool)?.Ledger, "counts") + $", in the poll of {Clock(state, KernelQuestion.TimeOf(snapshot, pool))}", Role.Plain);
    }

    private static IEnumerable<(string Key, string Text, Role Role)> Question(UiState state, PoolKey pool, ProbeQuestion question)
    {
        yield return ("asks", ProbeText.Explain(question)["asks ".Length..], Role.Plain);
        yield return ("beside", ProbeText.SideEffects(question.Kind), Role.Plain);
        yield return ("where", (state.Demo is null ? string.Empty : "in the made-up kernel of the demo, ") + ProbeText.Where(state.Snapshot?.Around(pool).Source.Namespace ?? NamespacePlace.HostName) + ", between two polls", Role.Plain);
    }

    private static string Ends(UiState state, PoolKey pool)
        => state.Snapshot is { } snapshot ? PoolAddressText.Describe(pool, snapshot.Preferences.Aliases.Of(pool), state.Glyphs.Arrow) : AddressText.Describe(pool, state.Glyphs.Arrow);

    private static string Namespace(UiState state, PoolKey pool)
        => state.Snapshot is { Namespaces.Count: > 1 } snapshot ? ", in " + snapshot.Around(pool).Source.Namespace : string.Empty;

    private static string Age(ProbeEntry entry)
    {
        var age = (entry.Time - entry.CountedAt).TotalSeconds;
        return age >= 0.05 ? Invariant($", {age:0.0} s before") : string.Empty;
    }

    private static string Count(PoolLedger? counted, string counts) => counted switch
    {
        null => "sees no socket of this pool",
        { FreeLower: null } ledger => Invariant($"{counts} {ledger.Free:N0} free of {ledger.Capacity:N0} at most"),
        { IsExact: true } ledger => Invariant($"{counts} {ledger.Free:N0} free of {ledger.Capacity:N0} (exact)"),
        { } ledger => Invariant($"{counts} {ledger.Free:N0} free of {ledger.Capacity:N0} ({ledger.FreeLower:N0}-{ledger.FreeUpper:N0})"),
    };

    private static string Compare(ProbeEntry entry) => (entry.Answer.Outcome, entry.Counted) switch
    {
        (ProbeOutcome.Unanswered, _) or (_, null) => string.Empty,
        (ProbeOutcome.NoneLeft, { MayAlreadyFail: true }) => ": they agree, for the search may not reach the last port of an odd range",
        _ when !Differs(entry) => ": they agree",
        (ProbeOutcome.Given, { IsExact: true }) => ": they differ. A port may have come back since that poll: ask again after the next",
        (ProbeOutcome.Given, _) => ": they differ. Its bounds left that open, and the count goes by the kernel from the next poll on",
        (ProbeOutcome.NoneLeft, { FreeLower: not > 0 })
            => ": they differ. Its bounds left that open, and the count goes by the kernel from the next poll on",
        _ => ": they differ. The ports may have gone since that poll: ask again after the next; \"porttop probe --map\" finds ports that sockets hold unseen",
    };

    /// <summary>True where the count says otherwise than the answer, whatever its bounds leave open.</summary>
    private static bool Differs(ProbeEntry entry) => (entry.Answer.Outcome, entry.Counted) switch
    {
        (ProbeOutcome.Given, { } ledger) => ledger.Free <= 0,
        (ProbeOutcome.NoneLeft, { MayAlreadyFail: false } ledger) => ledger.Free > 0,
        _ => false,
    };

    private static string Short(ProbeEntry entry) => $"{ProbeText.Describe(entry.Answer)}; PortTop {Count(entry.Counted, "counted")}";

    private static Role RoleOf(ProbeAnswer answer) => answer.Outcome switch
    {
        ProbeOutcome.Given => Role.Steady,
        ProbeOutcome.NoneLeft => Role.Full,
        _ => Role.Notice,
    };

    private static string Clock(UiState state, DateTimeOffset time)
        => state.IsLocalTime ? time.LocalDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : time.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
