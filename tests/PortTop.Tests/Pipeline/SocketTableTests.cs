using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline;

public sealed class SocketTableTests
{
    [Fact]
    public void Remembers_exactly_the_sockets_of_the_last_pass()
        => Prop.ForAll(ArbMap.Default.ArbFor<ushort[][]>(), static passes =>
        {
            var table = new SocketTable();
            var before = new Dictionary<ulong, int>();
            for (var pass = 1; pass <= passes.Length; pass++)
            {
                // Identities that meet in their low bits, as cookies of different ages do.
                var identities = passes[pass - 1].Select(static seed => ((ulong)(seed & 7) << 40) | (uint)(seed >> 3)).Distinct().ToArray();
                foreach (var identity in identities)
                {
                    ref var socket = ref table.At(table.FindOrAdd(identity, out var isNew));
                    if (isNew == before.ContainsKey(identity) || (!isNew && socket.FirstPoll != before[identity]))
                    {
                        return false;
                    }

                    socket.FirstPoll = isNew ? pass : socket.FirstPoll;
                    socket.LastPass = pass;
                }

                table.Sweep(pass, static (in TrackedSocket _) => { });
                var now = pass;
                before = identities.ToDictionary(static identity => identity, identity => before.GetValueOrDefault(identity, now));
                if (table.Count != identities.Length)
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Grows_and_shrinks_by_tens_of_thousands()
    {
        var table = new SocketTable();
        for (var pass = 1; pass <= 4; pass++)
        {
            var count = pass % 2 == 0 ? 10 : 40_000;
            for (var i = 0; i < count; i++)
            {
                table.At(table.FindOrAdd((ulong)((pass * 100_000) + i), out _)).LastPass = pass;
            }

            table.Sweep(pass, static (in TrackedSocket _) => { });
            table.Count.ShouldBe(count);
        }
    }

    [Fact]
    public void A_socket_takes_32_bytes() => Unsafe.SizeOf<TrackedSocket>().ShouldBe(32);
}
