namespace PortTop.Tui.State;

/// <summary>A word about what a key did, or why it did nothing; it stands in the place of the keys for a moment.</summary>
internal static class Notes
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(4);

    /// <summary>Says it, for a moment of the person who reads it.</summary>
    internal static UiState Say(UiState state, string note) => state with { Note = note, NoteUntil = state.PersonNow + Moment };
}
