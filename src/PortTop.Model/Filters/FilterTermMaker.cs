namespace PortTop.Model;

/// <summary>
/// Makes a term of one value of a field; null where it is wrong, and then <paramref name="problem"/> says why and what would be right.
/// </summary>
/// <param name="value">The value without quotes, not empty.</param>
/// <param name="comparison">What stands before it.</param>
/// <param name="problem">What is wrong, empty where nothing is.</param>
internal delegate FilterTerm? FilterTermMaker(string value, FilterOperator comparison, out string problem);
