using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Owners;

/// <summary>A table of sockets whose owners are looked for: place n is the socket with inode n.</summary>
internal sealed class ScriptedSockets(int count) : IOwnedSockets
{
    private readonly int[] _owners = new int[count];

    /// <summary>The poll at which each was first seen.</summary>
    internal int[] FirstPolls { get; } = new int[count];

    public void SetOwner(int place, int owner) => _owners[place] = owner;

    public int OwnerOf(int place) => _owners[place];

    public int FirstPollOf(int place) => FirstPolls[place];
}
