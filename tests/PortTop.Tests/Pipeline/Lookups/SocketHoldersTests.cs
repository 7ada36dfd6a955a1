using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Tests.Pipeline.Owners;

namespace PortTop.Tests.Pipeline.Lookups;

/// <summary>Which processes hold a few sockets, found at once.</summary>
public sealed class SocketHoldersTests
{
    private readonly ScriptedProcesses _processes = new();

    [Fact]
    public void Each_socket_has_the_process_that_holds_it_and_one_process_is_one_owner()
    {
        _processes.Add(10, "payment", 1, 2);
        _processes.Add(11, "cart", 3);
        var owners = Find(1, 2, 3);

        owners.Select(static owner => owner!.Process!.Name).ShouldBe(["payment", "payment", "cart"]);
        owners[0].ShouldBeSameAs(owners[1]);
        owners.Select(static owner => owner!.Id).Distinct().ShouldBe([1, 2]);
    }

    [Fact]
    public void Processes_that_share_a_socket_are_one_owner_the_oldest_first()
    {
        _processes.Add(10, "worker", 1);
        _processes.Add(11, "master", 1, 2);
        _processes.Describe(11, static process => process with { StartTicks = 5 });
        var owners = Find(1, 2);

        owners[0]!.Processes.Select(static process => process.ProcessId).ShouldBe([11, 10]);
        owners[1]!.Processes.Select(static process => process.ProcessId).ShouldBe([11]);
        owners[0]!.Id.ShouldNotBe(owners[1]!.Id);
    }

    [Fact]
    public void A_process_with_a_socket_at_two_descriptors_and_in_two_pieces_counts_once()
    {
        _processes.Add(10, "payment", 1, 7, 1);
        _processes.PieceLength = 1;

        Find(1)[0]!.Processes.Count.ShouldBe(1);
    }

    [Fact]
    public void Where_processes_of_its_user_cannot_be_looked_into_a_socket_has_its_user()
    {
        _processes.Add(10, "payment", 1);
        _processes.OnlyUser = 1000;
        var owners = new SocketHolders(_processes).Find([Socket(1), Socket(2), Socket(3) with { UserId = 1001 }]);

        owners[0]!.ShouldSatisfyAllConditions(
            static owner => owner.Process.ShouldBeNull(),
            static owner => owner.UserId.ShouldBe(0u),
            static owner => owner.UserName.ShouldBe("root"));
        owners[1].ShouldBeSameAs(owners[0]);
        (owners[2]!.UserId, owners[2]!.UserName).ShouldBe((1001u, null));
    }

    [Fact]
    public void Where_all_can_be_looked_into_and_none_has_it_it_is_nobodys()
    {
        _processes.Add(10, "payment", 1);

        Find(2, 0).ShouldBe([null, null]);
    }

    [Fact]
    public void Without_an_inode_nobody_is_looked_for()
    {
        _processes.Add(10, "payment", 1);

        Find(0, 0).ShouldBe([null, null]);
        (_processes.Lists, _processes.Opened.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void What_was_found_before_is_forgotten_and_numbers_go_on()
    {
        _processes.Add(10, "payment", 1);
        var holders = new SocketHolders(_processes, firstId: 5);
        holders.Find([Socket(1)])[0]!.Id.ShouldBe(5);
        _processes.Close(10, 1);
        _processes.Add(11, "cart", 1);

        (holders.Find([Socket(1)])[0]!.Id, holders.Find([Socket(1)])[0]!.Process!.Name).ShouldBe((6, "cart"));
    }

    private static SocketRow Socket(uint inode) => Rows.Socket(1 + inode, 8046) with { Inode = inode };

    private IReadOnlyList<Owner?> Find(params uint[] inodes) => new SocketHolders(_processes).Find([.. inodes.Select(Socket)]);
}
