using System.Text.Json;

namespace PortTop.Tests.Reports;

/// <summary>
/// Holds a document against the part of JSON Schema that the project's own schema uses; any other keyword fails, so that none is passed
/// over.
/// </summary>
internal sealed class JsonSchemaSubset(JsonElement root)
{
    private static readonly string[] Remarks = ["$schema", "$id", "$defs", "title", "description", "default"];

    internal void Validate(JsonElement value) => Validate(value, root, "$");

    private void Validate(JsonElement value, JsonElement schema, string path)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "$ref":
                    Validate(value, Resolve(keyword.Value.GetString()!), path);
                    break;
                case "type":
                    IsOfType(value, keyword.Value.GetString()!).ShouldBeTrue($"{path} is a {keyword.Value}");
                    break;
                case "const":
                    value.ToString().ShouldBe(keyword.Value.ToString(), path);
                    break;
                case "enum":
                    keyword.Value.EnumerateArray().Select(static word => word.GetString()).ShouldContain(value.GetString(), path);
                    break;
                case "anyOf":
                    keyword.Value.EnumerateArray().ShouldContain(choice => Fits(value, choice, path), path);
                    break;
                case "maximum":
                    value.GetDouble().ShouldBeLessThanOrEqualTo(keyword.Value.GetDouble(), path);
                    break;
                case "minLength":
                    value.GetString()!.Length.ShouldBeGreaterThanOrEqualTo(keyword.Value.GetInt32(), path);
                    break;
                case "maxLength":
                    value.GetString()!.Length.ShouldBeLessThanOrEqualTo(keyword.Value.GetInt32(), path);
                    break;
                case "pattern":
                    value.GetString()!.ShouldMatch(keyword.Value.GetString()!, path);
                    break;
                case "minimum":
                    value.GetDouble().ShouldBeGreaterThanOrEqualTo(keyword.Value.GetDouble(), path);
                    break;
                case "required":
                    keyword.Value.EnumerateArray().Select(static name => name.GetString()!)
                        .ShouldBeSubsetOf(value.EnumerateObject().Select(static property => property.Name), path);
                    break;
                case "additionalProperties":
                    if (keyword.Value.ValueKind == JsonValueKind.Object)
                    {
                        foreach (var property in value.EnumerateObject())
                        {
                            Validate(property.Value, keyword.Value, $"{path}.{property.Name}");
                        }

                        break;
                    }

                    keyword.Value.GetBoolean().ShouldBeFalse();
                    value.EnumerateObject().Select(static property => property.Name)
                        .ShouldBeSubsetOf(schema.GetProperty("properties").EnumerateObject().Select(static property => property.Name), path);
                    break;
                case "properties":
                    foreach (var property in keyword.Value.EnumerateObject())
                    {
                        if (value.TryGetProperty(property.Name, out var inner))
                        {
                            Validate(inner, property.Value, $"{path}.{property.Name}");
                        }
                    }

                    break;
                case "items":
                    foreach (var item in value.EnumerateArray())
                    {
                        Validate(item, keyword.Value, path + "[]");
                    }

                    break;
                default:
                    Remarks.ShouldContain(keyword.Name, "a keyword that this test knows");
                    break;
            }
        }
    }

    private bool Fits(JsonElement value, JsonElement schema, string path)
    {
        try
        {
            Validate(value, schema, path);
            return true;
        }
        catch (ShouldAssertException)
        {
            return false;
        }
    }

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => false,
    };

    private JsonElement Resolve(string reference)
        => reference.TrimStart('#', '/').Split('/').Aggregate(root, static (element, name) => element.GetProperty(name));
}
