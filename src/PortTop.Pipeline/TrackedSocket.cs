using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What is remembered of a socket from poll to poll: 32 bytes.</summary>
internal struct TrackedSocket
{
    /// <summary>The pool of a socket that belongs to none.</summary>
    internal const int NoPool = -1;

    /// <summary>The kernel's cookie; see <see cref="SocketRow.Identity"/>.</summary>
    internal ulong Identity;

    /// <summary>The next entry of the same bucket, or of the free list; -1 for none.</summary>
    internal int Next;

    /// <summary>The index of its pool, <see cref="NoPool"/> for none.</summary>
    internal int Pool;

    /// <summary>The poll at which it was first seen.</summary>
    internal int FirstPoll;

    /// <summary>The pass, one run of a dump, in which it was last seen; 0 for an entry that is free.</summary>
    internal int LastPass;

    /// <summary>Who holds it, by its number in <see cref="OwnerBook"/>. It stays in TIME-WAIT, which no process holds any more.</summary>
    internal int Owner;

    /// <summary>Its local port.</summary>
    internal ushort Port;

    /// <summary>The marks, and in the lower four bits the state.</summary>
    private ushort _bits;

    private const int StateBits = 4;
    private const int StateMask = (1 << StateBits) - 1;

    /// <summary>Its state when it was last seen.</summary>
    internal TcpState State
    {
        readonly get => (TcpState)(_bits & StateMask);
        set => _bits = (ushort)((_bits & ~StateMask) | ((int)value & StateMask));
    }

    /// <summary>How it came to its port.</summary>
    internal SocketMarks Marks
    {
        readonly get => (SocketMarks)(_bits >> StateBits);
        set => _bits = (ushort)((_bits & StateMask) | ((int)value << StateBits));
    }

    /// <summary>True when one of <paramref name="marks"/> is known of it.</summary>
    internal readonly bool Is(SocketMarks marks) => (Marks & marks) != SocketMarks.None;
}
