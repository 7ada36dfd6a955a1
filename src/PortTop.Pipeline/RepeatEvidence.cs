using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Ports that never repeat: connect() gives the same port to different destinations, bind() to port 0 gives none twice on one address.
/// Sockets of one address with several
/// destinations that share hardly any port were bound before they connected.
/// </summary>
/// <param name="pools">The pools.</param>
/// <param name="addresses">The bind pools, which count each port of an address once.</param>
internal sealed class RepeatEvidence(PoolList pools, AddressTable addresses)
{
    /// <summary>Fewer repeats than this say nothing when they are missing: by chance there are none in one case of 10^8.</summary>
    private const double Expected = 20;
    private const double Hardly = .1;

    private readonly Dictionary<int, (double Ports, double Squares)> _sums = [];
    private readonly HashSet<int> _binding = [];

    /// <summary>True where the sockets of an address were bound.</summary>
    internal bool IsBinding(int address) => _binding.Contains(address);

    /// <summary>Finds the addresses whose sockets were bound.</summary>
    internal void Find(int pass, PortSpace ports)
    {
        _sums.Clear();
        _binding.Clear();
        for (var i = 0; i < pools.End; i++)
        {
            ref var pool = ref pools.At(i);
            if (pool.Pass == pass && pool.Address >= 0)
            {
                double used = pool.Used + pool.Reclaimable;
                var (sum, squares) = _sums.GetValueOrDefault(pool.Address);
                _sums[pool.Address] = (sum + used, squares + (used * used));
            }
        }

        foreach (var (address, (sum, squares)) in _sums)
        {
            // connect() draws from the even half first: two pools of u and v ports share about u·v over that half.
            var expected = ((sum * sum) - squares) / 2 / Math.Max(1, ports.UsableEven);
            if (expected >= Expected && sum - addresses.UsedOn(address) <= Hardly * expected)
            {
                _ = _binding.Add(address);
            }
        }
    }
}
