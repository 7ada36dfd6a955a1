using System.Runtime.CompilerServices;

namespace PortTop.Model;

/// <summary>How many sockets are in each TCP state. A value: copying it copies the counts.</summary>
[InlineArray(Length)]
public struct StateCounts
{
    private const int Length = 16;

    private int _first;

    /// <summary>The sockets of all states together.</summary>
    public readonly int Total
    {
        get
        {
            var total = 0;
            foreach (var count in this)
            {
                total += count;
            }

            return total;
        }
    }

    /// <summary>The sockets in <paramref name="state"/>.</summary>
    public readonly int Of(TcpState state) => this[(int)state & (Length - 1)];

    /// <summary>Counts one socket in <paramref name="state"/>.</summary>
    public void Add(TcpState state) => this[(int)state & (Length - 1)]++;

    /// <summary>Counts sockets in <paramref name="state"/>.</summary>
    public void Add(TcpState state, int sockets) => this[(int)state & (Length - 1)] += sockets;

    /// <summary>Counts everything that <paramref name="other"/> counts.</summary>
    public void Add(in StateCounts other)
    {
        for (var i = 0; i < Length; i++)
        {
            this[i] += other[i];
        }
    }
}
