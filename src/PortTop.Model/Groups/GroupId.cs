namespace PortTop.Model;

/// <summary>What a group is known by from poll to poll.</summary>
/// <param name="Kind">What its pools are gathered by.</param>
/// <param name="Name">What they have in common.</param>
public readonly record struct GroupId(GroupKind Kind, string Name);
