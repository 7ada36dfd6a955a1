using System.Runtime.CompilerServices;
using PortTop.Terminal;

namespace PortTop.Tests.Terminal;

/// <summary>The handler of fatal signals leaves the faults of managed code to the runtime; what it does with others is seen in a real terminal, by the live tests.</summary>
public sealed class FatalSignalsTests
{
    [Fact]
    public void A_null_reference_is_still_an_exception()
    {
        FatalSignals.Guard();
        FatalSignals.Guard();

        for (var i = 0; i < 3; i++)
        {
            Should.Throw<NullReferenceException>(static () => LengthOf(null));
        }
    }

    /// <summary>Not checked for null on purpose: the processor finds it out (SIGSEGV).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LengthOf(string? text) => text!.Length;
}
