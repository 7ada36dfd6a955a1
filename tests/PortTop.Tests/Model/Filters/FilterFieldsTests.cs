using PortTop.Model;

namespace PortTop.Tests.Model.Filters;

public sealed class FilterFieldsTests
{
    [Fact]
    public void Every_example_is_right()
    {
        foreach (var field in FilterFields.All)
        {
            PoolFilter.TryParse(field.Example, out _, out var error).ShouldBeTrue(error?.Message);
            field.Example.ShouldStartWith(field.Name);
        }
    }

    [Fact]
    public void Every_column_can_be_asked_for_by_its_name()
    {
        foreach (var column in PoolColumns.All)
        {
            FilterFields.Find(column.Id).ShouldNotBeNull(column.Id);
        }
    }
}
