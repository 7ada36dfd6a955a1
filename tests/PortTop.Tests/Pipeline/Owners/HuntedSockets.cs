using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Owners;

/// <summary>A hunt for owners among made-up processes, and what a test needs to poll it.</summary>
public abstract class HuntedSockets
{
    private const int Sockets = 64;

    private int _poll;

    private protected HuntedSockets()
    {
        Book = new OwnerBook(Processes);
        Hunt = new OwnerHunt(Processes, Book, () => Elapsed);
    }

    /// <summary>Longer than any search takes.</summary>
    private protected static TimeSpan Long { get; } = TimeSpan.FromSeconds(1);

    private protected ScriptedProcesses Processes { get; } = new();

    private protected ScriptedSockets Table { get; } = new(Sockets);

    private protected OwnerBook Book { get; }

    private protected OwnerHunt Hunt { get; }

    private protected TimeSpan Elapsed { get; set; }

    private protected void Poll(params uint[] inodes)
    {
        Begin(inodes);
        while (Hunt.Work(Long, isSweeping: true))
        {
        }

        Hunt.Apply();
        Book.Recheck(DateTimeOffset.UnixEpoch.AddMinutes(_poll));
    }

    private protected void Begin(params uint[] inodes)
    {
        _poll++;
        Hunt.Begin(_poll, DateTimeOffset.UnixEpoch.AddMinutes(_poll));
        foreach (var inode in inodes)
        {
            Table.FirstPolls[inode] = Table.FirstPolls[inode] == 0 ? _poll : Table.FirstPolls[inode];
            if (Hunt.IsWanted(Table.OwnerOf((int)inode)))
            {
                Hunt.Want(Table, (int)inode, inode, user: 0);
            }
        }
    }

    private protected Owner Owner(int inode) => Book.At(Table.OwnerOf(inode));

    private protected Owner? OwnerOrNull(int inode) => Table.OwnerOf(inode) == OwnerBook.Nobody ? null : Owner(inode);

    private protected string[] Names(params int[] inodes) => [.. inodes.Select(inode => OwnerOrNull(inode)?.Process?.Name ?? "?")];
}
