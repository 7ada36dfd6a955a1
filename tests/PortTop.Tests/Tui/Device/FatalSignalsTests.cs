using System.Runtime.CompilerServices;
using PortTop.Tui.Device;

namespace PortTop.Tests.Tui.Device;

/// <summary>
/// The handler of fatal signals leaves the faults of managed code to the runtime; what it does with others is seen in a real terminal, by
/// the live tests.
/// </summary>
public sealed class FatalSignalsTests
{
    [Fact]
    public void Faults_of_managed_code_are_still_exceptions()
    {
        FatalSignals.Guard();
        FatalSignals.Guard();

        for (var i = 0; i < 3; i++)
        {
            Should.Throw<NullReferenceException>(static () => LengthOf(null));
            Should.Throw<DivideByZeroException>(static () => Divide(1, 0));
        }
    }

    /// <summary>Not checked for null on purpose: the processor finds it out (SIGSEGV).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LengthOf(string? text) => text!.Length;

    /// <summary>The processor finds out that it divides by zero (SIGFPE).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Divide(int number, int by) => number / by;
}
