namespace PortTop.Model;

/// <summary>
/// The budgets that are known by name. Figures are the vendors' own; each has its source and its month, because they change.
/// </summary>
public static class UpstreamPresets
{
    /// <summary>The word for none.</summary>
    public const string None = "none";

    private const string AzurePrivate = "a private endpoint (Private Link) or a service endpoint";
    private const string GooglePrivate = "Private Google Access, or Private Service Connect";
    private const string GooglePorts = "https://cloud.google.com/nat/docs/ports-and-addresses";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<UpstreamPreset> All { get; } =
    [
        new("aws-nat-gateway", "AWS NAT gateway", UpstreamUnit.Gateway, 55_000)
        {
            // How long a port is held after FIN is not written anywhere.
            Wider = "a further address for the NAT gateway",
            WiderCommand = "aws ec2 associate-nat-gateway-address --nat-gateway-id NATGATEWAY --allocation-ids EIPALLOC",
            PrivateWay = "a VPC endpoint (of a gateway for S3 and DynamoDB, PrivateLink for others)",
            Source = "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
            AsOf = "2023-02",
        },
        new("gcp-cloud-nat", "GCP Cloud NAT", UpstreamUnit.Machine, 64)
        {
            AddsByAddress = false,
            HoldSeconds = 120,
            Wider = "more ports for each VM of Cloud NAT",
            WiderCommand = "gcloud compute routers nats update NAT --router=ROUTER --region=REGION --min-ports-per-vm=" + UpstreamPreset.PortsPlace,
            PrivateWay = GooglePrivate,
            Source = GooglePorts,
            AsOf = "2026-03",
        },
        new("gcp-cloud-nat-dynamic", "GCP Cloud NAT with dynamic ports", UpstreamUnit.Machine, 32)
        {
            AddsByAddress = false,
            GrowsTo = 65_536,
            HoldSeconds = 120,
            Wider = "more ports at most for each VM of Cloud NAT",
            WiderCommand = "gcloud compute routers nats update NAT --router=ROUTER --region=REGION --max-ports-per-vm=" + UpstreamPreset.PortsPlace,
            PrivateWay = GooglePrivate,
            Source = GooglePorts,
            AsOf = "2026-03",
        },
        new("azure-nat-gateway", "Azure NAT gateway", UpstreamUnit.Gateway, 50_000)
        {
            HoldSeconds = 65,
            Wider = "a further address for the NAT gateway",
            WiderCommand = "az network nat gateway update --resource-group GROUP --name NATGATEWAY --public-ip-addresses IP1 IP2",
            PrivateWay = AzurePrivate,
            Source = "https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource",
            AsOf = "2025-11",
        },
        AzureLoadBalancer(50, 1024),
        AzureLoadBalancer(100, 512),
        AzureLoadBalancer(200, 256),
        AzureLoadBalancer(400, 128),
        AzureLoadBalancer(800, 64),
        AzureLoadBalancer(1000, 32),
        new("linux-gateway", "Linux gateway", UpstreamUnit.Gateway, 64_512)
        {
            // nf_nat_l4proto_unique_tuple: 1024 to 65535 for original ports from 1024 on; nf_conntrack_tcp_timeout_time_wait is 120 s.
            HoldSeconds = 120,
            Wider = "a further address for the NAT",
            Source = "net/netfilter/nf_nat_core.c and nf_conntrack_proto_tcp.c",
            AsOf = "2025-11",
        },
        new("port-block", "the port block", UpstreamUnit.Machine, null)
        {
            AddsByAddress = false,
            Wider = "a larger block of ports of the NAT",
            Source = "RFC 7422 (carrier-grade NAT with a block of ports for each subscriber); the number is the operator's",
            AsOf = "2014-12",
        },
    ];

    /// <summary>The words of the setting.</summary>
    public static IReadOnlyList<string> Ids { get; } = [None, .. All.Select(static preset => preset.Id)];

    /// <summary>The preset of that name; null for none.</summary>
    public static UpstreamPreset? Find(string id)
    {
        foreach (var preset in All)
        {
            if (preset.Id == id)
            {
                return preset;
            }
        }

        return null;
    }

    /// <summary>
    /// Default port allocation goes by the size of the backend pool; a frontend address more brings as many again, to 1,024 at most.
    /// </summary>
    private static UpstreamPreset AzureLoadBalancer(int machines, int ports)
        => new(FormattableString.Invariant($"azure-lb-{machines}"), FormattableString.Invariant($"Azure load balancer for up to {machines:N0} VMs"), UpstreamUnit.Machine, ports)
        {
            Ceiling = 1024,

            // Until 2021 the page said so: 240 s after FIN, 15 s after RST. Now it does not say.
            HoldSeconds = 240,
            Wider = "a NAT gateway, or an outbound rule with ports of its own",
            WiderCommand = "az network lb outbound-rule update --resource-group GROUP --lb-name LB --name RULE --outbound-ports " + UpstreamPreset.PortsPlace,
            PrivateWay = AzurePrivate,
            Source = "https://learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections",
            AsOf = "2025-03",
        };
}
