using System.Text;
using PortTop.Kernel.Logs;
using PortTop.Model;

namespace PortTop.Tests.Kernel.Logs;

public sealed class LogScannerTests
{
    [Theory]
    [InlineData("addressNotAvailable", "java.net.NoRouteToHostException: Cannot assign requested address (Address not available)")]
    [InlineData("addressNotAvailable", "Caused by: java.net.BindException: Cannot assign requested address: connect")]
    [InlineData("addressNotAvailable", "dial tcp 10.8.0.12:5432: connect: cannot assign requested address")]
    [InlineData("addressNotAvailable", "OSError: [Errno 99] Cannot assign requested address")]
    [InlineData("addressNotAvailable", "aiohttp.client_exceptions.ClientConnectorError: [Errno 99] Address not available")]
    [InlineData("addressNotAvailable", "Error: connect EADDRNOTAVAIL 10.8.0.12:443 - Local (0.0.0.0:0)")]
    [InlineData("addressNotAvailable", "connect() to 10.8.0.12:80 failed (99: Address not available) while connecting to upstream")]
    [InlineData("addressNotAvailable", "System.Net.Sockets.SocketException (99): Cannot assign requested address")]
    [InlineData("addressNotAvailable", "Os { code: 99, kind: AddrNotAvailable, message: \"...\" }")]
    [InlineData("addressNotAvailable", "tcp connect error: ... (os error 99)")]
    [InlineData("addressNotAvailable", "upstream_reset_before_response_started{remote_connection_failure|immediate_connect_error:_Cannot_assign_requested_address}")]
    [InlineData("addressNotAvailable", "Errno::EADDRNOTAVAIL: Failed to open TCP connection to api:443")]
    [InlineData("addressNotAvailable", "{error,eaddrnotavail}")]
    [InlineData("addressNotAvailable", "PHP Warning: stream_socket_client(): unable to connect to tcp://db:3306 (Cannot assign requested address)")]
    [InlineData("addressNotAvailable", "connect: Cannot assign requested address [system:99 at /usr/include/boost/asio]")]
    [InlineData("addressInUse", "nginx: [emerg] bind() to 10.0.2.15:0 failed (98: Address in use)")]
    [InlineData("addressInUse", "listen tcp :8080: bind: address already in use")]
    [InlineData("addressInUse", "Error: listen EADDRINUSE: address already in use :::3000")]
    [InlineData("addressInUse", "haproxy[811]: Connect() failed for backend db: local address already in use.")]
    [InlineData("addressInUse", "SocketError: AddressAlreadyInUse")]
    [InlineData("portsExhausted", "haproxy[3569]: Connect() failed for backend socket: no free ports.")]
    [InlineData("portsExhausted", "connect: no ports are available")]
    [InlineData("conntrackFull", "nf_conntrack: nf_conntrack: table full, dropping packet")]
    [InlineData("conntrackFull", "nf_conntrack: table full in netns 4026532001, dropping packet")]
    [InlineData("timeWaitOverflow", "TCP: time wait bucket table overflow")]
    public void What_runtimes_and_the_kernel_write_is_known(string sign, string line) => Count(line + "\n").ShouldHaveSingleItem().Sign.Id.ShouldBe(sign);

    [Theory]
    [InlineData("connect() failed (111: Connection refused) while connecting to upstream")]
    [InlineData("[Errno 990] or os error 981")]
    [InlineData("cannot assign requested\naddress")]
    [InlineData("the address is available; nothing in use")]
    [InlineData("nf_conntrack: table half full")]
    public void What_is_near_is_none(string line) => Count(line + "\n").ShouldBeEmpty();

    [Fact]
    public void A_phrase_counts_once_wherever_reads_cut_it()
    {
        foreach (var (sign, phrase) in LogSign.All.SelectMany(static sign => sign.Phrases.Select(phrase => (sign, phrase))))
        {
            var text = $"first line\nan {phrase} error\nlast\n";
            for (var cut = 0; cut <= text.Length; cut++)
            {
                var count = Count(text[..cut], text[cut..]).ShouldHaveSingleItem($"{phrase} cut at {cut}");
                (count.Sign, count.Total).ShouldBe((sign, 1));
            }

            Count([.. text.Select(static character => character.ToString())]).ShouldHaveSingleItem().Total.ShouldBe(1, phrase);
        }
    }

    [Fact]
    public void The_search_agrees_with_one_that_compares_at_every_place()
    {
        var phrases = LogSign.All.SelectMany(static sign => sign.Phrases).ToArray();
        var random = new Random(3);
        for (var round = 0; round < 2000; round++)
        {
            var text = new StringBuilder();
            while (text.Length < 60)
            {
                var phrase = phrases[random.Next(phrases.Length)];
                var from = random.Next(phrase.Length);
                text.Append(random.Next(3) == 0 ? phrase.ToUpperInvariant() : random.Next(3) == 0 ? phrase : phrase[from..]).Append((char)random.Next(32, 127));
            }

            var line = text.ToString();
            var expected = LogSign.All.Where(sign => sign.Phrases.Any(phrase => Holds(line, phrase)));
            Count(line + "\n").Select(static count => count.Sign).ShouldBe(expected, line);
        }
    }

    [Fact]
    public void What_is_remembered_holds_every_phrase()
        => LogSign.All.SelectMany(static sign => sign.Phrases).ShouldAllBe(static phrase => phrase.Length >= LogPhrase.AnchorLength && phrase.Length < LogScanner.Memory);

    [Fact]
    public void A_number_that_goes_on_in_the_next_read_is_another()
    {
        Count("Errno 99", "0\n").ShouldBeEmpty();
        Count("Errno 99", "]\n").ShouldHaveSingleItem().Total.ShouldBe(1);
        Count("Errno 99", "", "]\n").ShouldHaveSingleItem().Total.ShouldBe(1);
    }

    [Fact]
    public void A_line_counts_once_for_a_sign_and_once_for_each()
    {
        var counts = Count("EADDRNOTAVAIL: Cannot assign requested address, [Errno 99]; bind: address already in use\nEADDRNOTAVAIL\n");

        counts.Select(static count => (count.Sign.Id, count.Total)).ShouldBe([("addressNotAvailable", 2), ("addressInUse", 1)]);
        Count("EADDRNOTAVAIL ", "EADDRNOTAVAIL", " EADDRNOTAVAIL\nEADDRNOTAVAIL", "\n").ShouldHaveSingleItem().Total.ShouldBe(2);
    }

    [Fact]
    public void Two_lines_in_the_same_breath_count_twice() => Count("EADDRNOTAVAIL\nEADDRNOTAVAIL", "\nEADDRNOTAVAIL\n").ShouldHaveSingleItem().Total.ShouldBe(3);

    [Fact]
    public void A_line_without_end_counts_once_and_takes_no_room()
    {
        var counts = new LogCounts();
        var scanner = new LogScanner(counts);
        var buffer = new LogBuffer();
        var piece = Encoding.ASCII.GetBytes(new string('x', LogBuffer.PieceLength - 14) + "EADDRNOTAVAIL.");
        piece.CopyTo(buffer.Piece);
        for (var i = 0; i < 100; i++)
        {
            scanner.Scan(buffer, piece.Length);
        }

        var count = counts.Take().ShouldHaveSingleItem();
        count.Total.ShouldBe(1);
        count.Line.Length.ShouldBeLessThan(400);
        Garbage.Of(() => scanner.Scan(buffer, piece.Length)).ShouldBe(0);
    }

    [Fact]
    public void Bytes_that_are_no_text_hide_no_sign_and_reach_no_terminal()
    {
        var random = new Random(7);
        var garbage = new byte[50_000];
        random.NextBytes(garbage);
        var text = Encoding.Latin1.GetString(garbage);
        var counts = Count(text + "\n", "\0\0\e[2J \u0085EADDRNOTAVAIL\t\xff\xfe\r\n", text);

        var count = counts.Single(static count => count.Sign.Name == "EADDRNOTAVAIL");
        count.Total.ShouldBe(1);
        count.Line.ShouldContain("EADDRNOTAVAIL");
        count.Line.ShouldAllBe(static character => !char.IsControl(character));
    }

    [Fact]
    public void The_last_line_is_told_cut_around_its_phrase()
    {
        Count("one EADDRNOTAVAIL\n  two EADDRNOTAVAIL here  \nthree\n").Single().Line.ShouldBe("two EADDRNOTAVAIL here");
        var line = Count(new string('a', 500) + " EADDRNOTAVAIL " + new string('b', 500) + "\n").Single().Line;
        line.ShouldStartWith("...aaa");
        line.ShouldContain(" EADDRNOTAVAIL ");
        line.ShouldEndWith("bbb...");
    }

    [Fact]
    public void What_is_new_is_told_once()
    {
        var counts = new LogCounts();
        var scanner = new LogScanner(counts);
        Feed(scanner, "EADDRINUSE\nEADDRINUSE\n");

        counts.Take().Single().New.ShouldBe(2);
        counts.Take().Single().New.ShouldBe(0);
        Feed(scanner, "EADDRINUSE\n");
        counts.Take().Single().ShouldSatisfyAllConditions(static count => count.New.ShouldBe(1), static count => count.Total.ShouldBe(3));
    }

    /// <summary>A phrase that ends with a digit is not followed by one.</summary>
    private static bool Holds(string line, string phrase)
    {
        for (var at = line.IndexOf(phrase, StringComparison.OrdinalIgnoreCase); at >= 0; at = line.IndexOf(phrase, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (!char.IsAsciiDigit(phrase[^1]) || at + phrase.Length == line.Length || !char.IsAsciiDigit(line[at + phrase.Length]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Counts the signs of a stream that is read in pieces; a character is a byte.</summary>
    private static IReadOnlyList<LogCount> Count(params string[] pieces)
    {
        var counts = new LogCounts();
        var scanner = new LogScanner(counts);
        foreach (var piece in pieces)
        {
            Feed(scanner, piece);
        }

        return counts.Take();
    }

    private static void Feed(LogScanner scanner, string piece)
    {
        var buffer = new LogBuffer();
        scanner.Scan(buffer, Encoding.Latin1.GetBytes(piece, buffer.Piece));
    }
}
