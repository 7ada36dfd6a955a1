namespace PortTop.Model;

/// <summary>The kinds of events in a word.</summary>
public static class PortEventText
{
    /// <summary>The word on the screen.</summary>
    public static string Word(PortEventKind kind) => kind switch
    {
        PortEventKind.Full => "full",
        PortEventKind.Failing => "FAILING",
        PortEventKind.Recovered => "recovered",
        PortEventKind.RangeChanged => "range",
        PortEventKind.OwnerStarted => "started",
        PortEventKind.OwnerGone => "gone",
        PortEventKind.DescriptorsNear => "descriptors",
        PortEventKind.UpstreamNear => "at the NAT",
        PortEventKind.LogSign => "log",
        PortEventKind.NatDropping => "NAT DROPS",
        PortEventKind.TrackingFull => "table full",
        PortEventKind.ChosenPort => "port taken",
        PortEventKind.PollFailed => "poll failed",
        _ => "polls again",
    };
}
