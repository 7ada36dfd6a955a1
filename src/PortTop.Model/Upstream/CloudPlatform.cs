namespace PortTop.Model;

/// <summary>
/// A cloud that a machine looks like, and the NAT that is usual there. Whether the machine is behind it cannot be seen from inside.
/// </summary>
/// <param name="Id">Its name in reports.</param>
/// <param name="Machine">What a machine of it is called, with an article.</param>
/// <param name="PresetId">The preset that is suggested.</param>
/// <param name="Condition">When the machine is behind that NAT.</param>
public sealed record CloudPlatform(string Id, string Machine, string PresetId, string Condition)
{
    /// <summary>Amazon Web Services.</summary>
    public static CloudPlatform Amazon { get; } = new("aws", "an Amazon EC2 instance", "aws-nat-gateway", "in a private subnet it leaves through a NAT gateway");

    /// <summary>Google Cloud.</summary>
    public static CloudPlatform Google { get; } = new("gcp", "a Google Compute Engine VM", "gcp-cloud-nat", "without an external address it leaves through Cloud NAT");

    /// <summary>Microsoft Azure.</summary>
    public static CloudPlatform Azure { get; } = new("azure", "an Azure VM", "azure-nat-gateway", "without a public address it leaves through a NAT gateway, or a load balancer (azure-lb-50 to azure-lb-1000 by the size of the pool)");
}
