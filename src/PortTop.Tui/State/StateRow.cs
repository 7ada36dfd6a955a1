using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>A TCP state in the view of states.</summary>
/// <param name="State">Which.</param>
/// <param name="Name">Its name, as <c>ss</c> has it.</param>
/// <param name="Meaning">What it means for the ports, and what many of them tell.</param>
/// <param name="Count">The sockets in it; null where the kernel does not tell.</param>
/// <param name="Change">Their change per second; null where it is not known yet.</param>
public sealed record StateRow(TcpState State, string Name, string Meaning, int? Count, double? Change);
