using PortTop.LiveTests.Diagnoses;
using PortTop.LiveTests.Forecasts;
using PortTop.LiveTests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace PortTop.LiveTests.Support;

/// <summary>What waits for a minute or two of TIME-WAIT begins first, so that everything else is done meanwhile.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly Type[] Long = [typeof(BeatTests), typeof(WhatIfTests), typeof(SettlingTests), typeof(LeakTests), typeof(LeftConnectionsTests)];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection
        => [.. testCollections.OrderBy(static collection => Array.FindIndex(Long, type => collection.TestCollectionDisplayName.Contains(type.FullName!, StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Length)];
}
