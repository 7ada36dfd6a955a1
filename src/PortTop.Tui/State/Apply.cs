namespace PortTop.Tui.State;

/// <summary>Makes the next state out of the one that is shown, and shows it.</summary>
/// <param name="change">What makes it.</param>
public delegate void Apply(Func<UiState, UiState> change);
