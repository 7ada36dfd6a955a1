using Microsoft.Extensions.Configuration;
using PortTop.Model;

namespace PortTop.Configuration;

/// <summary>One layer of settings, which also knows where each of them stands. It holds only what has been checked.</summary>
internal abstract class SettingLayer : ConfigurationProvider, IConfigurationSource
{
    private readonly Dictionary<string, string> _places = [];
    private readonly List<SettingOrigin> _items = [];

    /// <summary>The values of settings that hold several, each with its place, in their order.</summary>
    internal IReadOnlyList<SettingOrigin> Items => _items;

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Where this layer says what a setting is: a file and a line, a variable, an option; null where it does not.</summary>
    internal string? PlaceOf(string setting) => _places.GetValueOrDefault(setting);

    /// <summary>Takes one value.</summary>
    private protected void Put(string setting, string? value, string place)
    {
        Data[setting] = value;
        _places[setting] = place;
    }

    /// <summary>Takes all values of a setting that holds several.</summary>
    private protected void Put(SettingDefinition setting, IReadOnlyList<SettingOrigin> items, string place)
    {
        Put(setting.Name, SettingDefinition.Join(items.Select(static item => item.Value)), place);
        _ = _items.RemoveAll(item => item.Name == setting.Name);
        _items.AddRange(items);
    }
}
