namespace PortTop.Model;

/// <summary>On which side of its column a value stands.</summary>
public enum ColumnAlignment
{
    /// <summary>Words and addresses.</summary>
    Left,

    /// <summary>Numbers.</summary>
    Right,
}
