using System.Numerics;

namespace PortTop.Pipeline;

/// <summary>
/// Gives each value a small number, by a hash of 64 bits alone: with a hash whose seed nobody knows, two of a million values meet once in
/// thirty million tables. Open addressing, no object for each value.
/// </summary>
internal sealed class Interner<T>
    where T : struct
{
    /// <summary>What is not there.</summary>
    internal const int None = -1;

    private const int Smallest = 1024;

    private ulong[] _hashes = new ulong[Smallest];
    private int[] _numbers = new int[Smallest];
    private T[] _values = new T[Smallest / 2];

    /// <summary>How many values there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The value of a number.</summary>
    internal ref readonly T this[int number] => ref _values[number];

    /// <summary>The number of a value; <see cref="None"/> where it was not given any.</summary>
    internal int Find(ulong hash)
    {
        var slot = Slot(hash);
        return _numbers[slot] - 1;
    }

    /// <summary>The number of a value, from 0 in the order in which they come.</summary>
    internal int FindOrAdd(ulong hash, in T value)
    {
        var slot = Slot(hash);
        if (_numbers[slot] != 0)
        {
            return _numbers[slot] - 1;
        }

        if (Count * 2 >= _hashes.Length)
        {
            Grow();
            slot = Slot(hash);
        }

        if (Count == _values.Length)
        {
            Array.Resize(ref _values, Count * 2);
        }

        _hashes[slot] = hash;
        _values[Count] = value;
        _numbers[slot] = ++Count;
        return Count - 1;
    }

    /// <summary>Forgets all; a table that was large gives its memory back.</summary>
    internal void Clear()
    {
        if (_hashes.Length > Smallest)
        {
            (_hashes, _numbers, _values) = (new ulong[Smallest], new int[Smallest], new T[Smallest / 2]);
        }
        else
        {
            Array.Clear(_numbers);
        }

        Count = 0;
    }

    /// <summary>The slot that has the hash, or the free one where it would be put; a number of 0 is free.</summary>
    private int Slot(ulong hash)
    {
        var mask = _hashes.Length - 1;
        var slot = (int)(BitOperations.RotateLeft(hash, 32) & (ulong)mask);
        while (_numbers[slot] != 0 && _hashes[slot] != hash)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        var (hashes, numbers) = (_hashes, _numbers);
        (_hashes, _numbers) = (new ulong[hashes.Length * 2], new int[hashes.Length * 2]);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (numbers[i] != 0)
            {
                var slot = Slot(hashes[i]);
                (_hashes[slot], _numbers[slot]) = (hashes[i], numbers[i]);
            }
        }
    }
}
