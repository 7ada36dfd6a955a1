namespace PortTop.Pipeline;

/// <summary>An array that grows, and is given back when it was large.</summary>
internal sealed class GrowingArray<T>
    where T : struct
{
    private const int Smallest = 1024;

    private T[] _items = new T[Smallest];

    internal int Count { get; private set; }

    /// <summary>What is in it, to be read or sorted.</summary>
    internal Span<T> Items => _items.AsSpan(0, Count);

    internal void Add(T item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = item;
    }

    internal void Clear()
    {
        _items = _items.Length > Smallest ? new T[Smallest] : _items;
        Count = 0;
    }
}
