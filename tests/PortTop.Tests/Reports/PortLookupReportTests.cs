using System.Text;
using System.Text.Json;
using PortTop.Model;
using PortTop.Reports;
using PortTop.Tests.Model.Lookups;

namespace PortTop.Tests.Reports;

/// <summary>Who has a port, in JSON.</summary>
public sealed class PortLookupReportTests
{
    private static readonly PortLookup Whole = LookupSamples.Of(
        LookupSamples.Occupant(PortHold.Listening, "::", OwnerSamples.Cart, isIPv6Only: false),
        LookupSamples.Occupant(PortHold.Bound, "10.0.2.16", user: 1000),
        LookupSamples.Occupant(PortHold.Bound, "10.0.2.17", inode: 0),
        LookupSamples.Occupant(PortHold.Chosen, "10.0.2.15", OwnerSamples.Alice, remote: "10.8.0.12"),
        LookupSamples.Occupant(PortHold.Accepted, "10.0.2.15", OwnerSamples.Worker, remote: "10.8.0.13"),
        LookupSamples.Occupant(PortHold.Connected, "10.0.2.15", OwnerSamples.Gone with { Ended = 40 }, remote: "10.8.0.14"),
        LookupSamples.Occupant(PortHold.Ended, "10.0.2.15", remote: "10.8.0.15", left: 41_530)) with
    { NetworkNamespace = 4026531840 };

    [Fact]
    public void Every_line_holds_to_the_schema()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory,
            "Reports/porttop-who-1.schema.json")));
        var open = LookupSamples.Of(LookupSamples.Occupant(PortHold.Connected, "10.0.2.15", remote: "10.8.0.12"),
            LookupSamples.Occupant(PortHold.Connected, "10.0.2.15", OwnerSamples.Payment, remote: "10.8.0.13"))
            .Judged("10.0.2.15");
        PortLookup[] lookups =
        [
            Whole, Whole.Judged("10.0.2.15", "2001:db8::1"), LookupSamples.Of().Judged(),
                (LookupSamples.Of() with { IsComplete = false, Protocol = Protocol.Udp }).Judged(),
            open, open.Answered(ListenOutcome.Yes), open.Answered(ListenOutcome.No),
        ];
        foreach (var lookup in lookups)
        {
            using var line = Parse(lookup);
            new JsonSchemaSubset(schema.RootElement).Validate(line.RootElement);
        }
    }

    [Fact]
    public void The_members_are_those_that_scripts_were_promised()
    {
        var lookup = LookupSamples.Of(LookupSamples.Occupant(PortHold.Listening, "10.0.2.15", OwnerSamples.Haproxy)) with
        {
            NetworkNamespace = 4026531840,
            Settings = Samples.Space("1024-65535", "9000").Settings,
        };

        Text(lookup.Judged()).Replace('"', '\'').ShouldBe(
            "{'schema':'porttop-who/1','time':'2026-01-31T02:13:08.000Z','namespace':'host','netns':4026531840,"
            + "'summary':'8046/tcp in host: haproxy[402] has it; a server cannot listen on it now',"
            + "'port':8046,'protocol':'tcp','ephemeral':true,'reserved':false,'complete':true,"
            + "'holders':[{'how':'listening','state':'listen','address':'10.0.2.15','owner':{'pid':402,'name':'haproxy'}}],"
            + "'canListen':false,'listen':[{'address':'0.0.0.0','canListen':false,'withoutReuseAddress':false,'kernelAsked':false},"
            + "{'address':'10.0.2.15','canListen':false,'withoutReuseAddress':false,'kernelAsked':false}],"
            + "'advice':['haproxy[402], listening on 10.0.2.15: until it closes the socket or ends',"
            + "'reserve the port, so that no connection takes it before a server does (what has it now keeps it)',"
            + "'sysctl -w net.ipv4.ip_local_reserved_ports=8046,9000','sysctl -w net.ipv4.ip_local_reserved_ports=9000']}\n");
    }

    [Fact]
    public void Each_holder_tells_how_it_has_the_port_and_whose_it_is()
    {
        using var line = Parse(Whole);
        var holders = line.RootElement.GetProperty("holders").EnumerateArray().ToArray();

        holders.Select(static holder => holder.GetProperty("how").GetString())
            .ShouldBe(["listening", "bound", "bound", "chosen", "accepted", "connected", "ended"]);
        holders[0].GetProperty("owner").GetProperty("pod").GetString().ShouldBe("shop/cart-7f9c");
        holders[1].GetProperty("uid").GetInt32().ShouldBe(1000, "a process has it that is not seen");
        Has(holders[2], "uid").ShouldBeFalse("the kernel has it");
        (holders[3].GetProperty("destination").GetString(), holders[3].GetProperty("port").GetInt32()).ShouldBe(("10.8.0.12", 2379));
        holders[3].GetProperty("owner").GetProperty("user").GetString().ShouldBe("alice");
        holders[4].GetProperty("owner").GetProperty("sharedBy").GetArrayLength().ShouldBe(3);
        holders[6].GetProperty("secondsLeft").GetDouble().ShouldBe(41.5);
        holders[6].EnumerateObject().Select(static member => member.Name)
            .ShouldBe(["how", "state", "address", "destination", "port", "secondsLeft"]);
    }

    [Fact]
    public void What_is_not_known_is_absent()
    {
        using var unjudged = Parse(Whole);
        using var open = Parse(LookupSamples.Of(LookupSamples.Occupant(PortHold.Connected, "10.0.2.15", remote: "10.8.0.12")).Judged());
        using var unseen = Parse((LookupSamples.Of() with { IsComplete = false }).Judged());

        (Has(unjudged.RootElement, "canListen"), Has(unjudged.RootElement, "listen")).ShouldBe((false, false), "nobody was asked");
        Has(open.RootElement, "canListen").ShouldBeFalse("nobody can say");
        var answer = open.RootElement.GetProperty("listen")[0];
        (Has(answer, "canListen"), Has(answer, "why"), answer.GetProperty("withoutReuseAddress").GetBoolean())
            .ShouldBe((false, false, false));
        Has(unseen.RootElement.GetProperty("listen")[0], "withoutReuseAddress").ShouldBeFalse();
        unseen.RootElement.GetProperty("listen")[0].GetProperty("why").GetString().ShouldBe(PortLookup.WhyIncomplete);
        Has(unjudged.RootElement.GetProperty("holders")[0], "secondsLeft").ShouldBeFalse();
    }

    [Fact]
    public void Advice_runs_where_the_namespace_is()
    {
        var text = Text(LookupSamples.Of(LookupSamples.Occupant(PortHold.Listening, "0.0.0.0")).Judged(),
            new DiagnosisPlace("pod", "nsenter -t 1402 -n"));

        text.ShouldContain("\"nsenter -t 1402 -n sysctl -w net.ipv4.ip_local_reserved_ports=8046\"");
        text.ShouldContain("nsenter -t 1402 -n sh -c",
            customMessage: "an empty list is written by a redirection, which must not open the file of another namespace");
    }

    private static bool Has(JsonElement element, string name) => element.TryGetProperty(name, out _);

    private static string Text(PortLookup lookup, DiagnosisPlace place = default)
    {
        using var output = new MemoryStream();
        JsonPortLookup.Write(output, lookup, place);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static JsonDocument Parse(PortLookup lookup) => JsonDocument.Parse(Text(lookup));
}
