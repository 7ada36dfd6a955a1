using PortTop.Model;

namespace PortTop.Tests.Model;

public sealed class SettingDefinitionTests
{
    [Theory]
    [InlineData("interval", "0.5", true)]
    [InlineData("interval", "0.05", false)]
    [InlineData("interval", "1e9", false)]
    [InlineData("interval", "NaN", false)]
    [InlineData("interval", "fast", false)]
    [InlineData("collector", "netlink", true)]
    [InlineData("collector", "bpf", false)]
    [InlineData("reverse", "True", true)]
    [InlineData("reverse", "1", false)]
    [InlineData("theme", "", false)]
    [InlineData("sort", "timeWait", true)]
    [InlineData("upstreamHold", "preset", true)]
    [InlineData("upstreamHold", "0", true)]
    [InlineData("upstreamHold", "1.5", false)]
    [InlineData("upstreamHold", "", false)]
    [InlineData("filter", "", true)]
    [InlineData("filter", "dst:10.8. used>50%", true)]
    [InlineData("filter", "dport:54x2", false)]
    [InlineData("logs", "/var/log/a:b.log", true)]
    [InlineData("logs", " ", false)]
    [InlineData("logs", "/var/log/a\n/etc/b", false)]
    public void A_value_is_held_against_what_may_stand_there(string name, string value, bool isRight)
        => SettingDefinition.Find(name)!.Accepts(value).ShouldBe(isRight);

    [Theory]
    [InlineData("intervall", "interval")]
    [InlineData("them", "theme")]
    [InlineData("colour", "color")]
    [InlineData("banana", null)]
    public void A_wrong_name_finds_the_right_one(string wrong, string? right)
        => SettingDefinition.Nearest(wrong, SettingDefinition.All.Select(static setting => setting.Name)).ShouldBe(right);

    [Fact]
    public void Every_property_of_the_settings_has_a_definition()
        => typeof(Settings).GetProperties().Select(static property => property.Name)
            .ShouldBe(SettingDefinition.All.Select(static setting => char.ToUpperInvariant(setting.Name[0]) + setting.Name[1..]), ignoreOrder: true);
}
