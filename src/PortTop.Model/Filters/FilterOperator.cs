namespace PortTop.Model;

/// <summary>What stands between a field and its value.</summary>
internal enum FilterOperator
{
    /// <summary><c>:</c>, a part of a text or the beginning of an address; of figures the same as <see cref="Equal"/>.</summary>
    Has,

    /// <summary><c>=</c>, the whole value.</summary>
    Equal,

    /// <summary><c>&gt;</c>.</summary>
    Greater,

    /// <summary><c>&gt;=</c>.</summary>
    AtLeast,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&lt;=</c>.</summary>
    AtMost,
}
