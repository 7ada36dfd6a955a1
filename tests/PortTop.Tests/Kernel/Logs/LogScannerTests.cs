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
    [InlineData("addressNotAvailable", "Failed to connect to MySQL: Can't connect to MySQL server on '10.8.0.5' (99)")]
    [InlineData("addressNotAvailable", "ERROR 2003 (HY000): Can't connect to MySQL server on '10.8.0.5:3306' (99)")]
    [InlineData("addressNotAvailable", "(2003, \"Can't connect to MySQL server on 'db.example' (99)\")")]
    [InlineData("addressNotAvailable", "2003 (HY000): Can't connect to MySQL server on 'db' (99 \"Cannot assign requested address\")")]
    [InlineData("addressNotAvailable", "ERROR 2002 (HY000): Can't connect to server on 'db' (99)")]
    [InlineData("addressNotAvailable", "the error: \"connect\". Protocol specific error code(s): \"99\", \"*\", \"*\".")]
    [InlineData("addressNotAvailable", "posix.c: 338:spdk_posix_sock_create: *ERROR*: connect() failed, errno = 99")]
    [InlineData("addressNotAvailable", "kernel: [   26.903791] block drbd1: bind before connect failed, err = -99")]
    [InlineData("addressNotAvailable", "__mptcp_init4_subsockets: token 0xfa8da51d bind() to 192.168.43.81 index 12 failed, error -99")]
    [InlineData("addressNotAvailable", "nvme0: failed to bind queue 0 socket -99")]
    [InlineData("addressNotAvailable", "nvme nvme0: failed to connect socket: -99")]
    [InlineData("addressNotAvailable", "libceph: connect (1)10.130.130.37:6801 error -99")]
    [InlineData("addressInUse", "drbd r0 peer: bind before connect failed, err = -98")]
    [InlineData("addressInUse", "[20690.424070] mptcp_init4_subsockets: token 0x12b78f18 bind() to 10.1.0.2 index 0 failed, error -98")]
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
    [InlineData("Can't connect to MySQL server on '10.8.0.5' (111)")]
    [InlineData("Can't connect to MySQL server on '10.8.0.5' (999)")]
    [InlineData("99 connections, 'orders' (99) rows, error -99, socket -99, (99 \"x\")")]
    [InlineData("Can't connect to MySQL server on\n'10.8.0.5' (99)")]
    [InlineData("block drbd1: connect failed, err = -990; failed, err = 99; failed, error -9; failed, err = -111")]
    [InlineData("Protocol specific error code(s): \"999\", \"*\", \"*\"; error code(s): \"9\"")]
    [InlineData("libceph: connect (1)10.130.130.37:6801 error -101")]
    public void What_is_near_is_none(string line) => Count(line + "\n").ShouldBeEmpty();

    [Theory]
    [InlineData("addressNotAvailable", "curl: (7) connect to 10.8.0.12 failed: Die angeforderte Adresse kann nicht zugewiesen werden")]
    [InlineData("addressNotAvailable", "connect: Ne peut attribuer l'adresse demandée")]
    [InlineData("addressNotAvailable", "java.net.BindException: No se puede asignar la dirección solicitada")]
    [InlineData("addressNotAvailable", "connect(): Impossível atribuir o endereço pedido")]
    [InlineData("addressNotAvailable", "unable to connect to tcp://db:3306 (Não foi possível acessar o endereço requisitado)")]
    [InlineData("addressNotAvailable", "connect: 要求アドレスに割り当てられません")]
    [InlineData("addressNotAvailable", "connect: 요청한 주소를 배정할 수 없습니다")]
    [InlineData("addressNotAvailable", "ssh: connect to host db port 22: Невозможно назначить запрошенный адрес")]
    [InlineData("addressNotAvailable", "java.net.ConnectException: 无法指定被请求的地址")]
    [InlineData("addressNotAvailable", "错误：无法分配被请求的地址 (Connection failed)")]
    [InlineData("addressNotAvailable", "無法指定所需的位址")]
    [InlineData("addressInUse", "bind: Die Adresse wird bereits verwendet")]
    [InlineData("addressInUse", "(98)Adresse déjà utilisée: AH00072: make_sock: could not bind to address [::]:80")]
    [InlineData("addressInUse", "bind: La dirección ya se está usando")]
    [InlineData("addressInUse", "bind: Endereço já em uso")]
    [InlineData("addressInUse", "java.net.BindException: アドレスは既に使用中です")]
    [InlineData("addressInUse", "bind: 주소가 이미 사용 중입니다")]
    [InlineData("addressInUse", "не удалось привязаться к адресу IPv4 \"127.0.0.1\": Адрес уже используется")]
    [InlineData("addressInUse", "java.net.BindException: 地址已在使用 (Bind failed)")]
    [InlineData("addressInUse", "bind: 位址已經有在使用")]
    public void What_glibc_says_in_other_languages_is_known(string sign, string line)
        => Count(Raw(line) + "\n").ShouldHaveSingleItem().Sign.Id.ShouldBe(sign);

    [Theory]
    [InlineData("このメールアドレスは既に使用中です")]
    [InlineData("입력한 이메일 주소가 이미 사용 중입니다")]
    [InlineData("该邮箱地址已在使用中")]
    [InlineData("Cette adresse e-mail est déjà utilisée")]
    [InlineData("Diese E-Mail-Adresse wird bereits verwendet")]
    [InlineData("Endereço de e-mail já em uso")]
    [InlineData("Этот адрес уже используется")]
    [InlineData("La dirección de correo ya se está usando")]
    public void What_is_said_of_mail_addresses_is_none(string line) => Count(Raw(line) + "\n").ShouldBeEmpty();

    [Fact]
    public void A_name_that_is_too_long_for_its_phrase_is_none_wherever_reads_cut_it()
    {
        var text = $"Can't connect to MySQL server on '{new string('x', LogPhrase.Reach)}' (99)\n";
        for (var cut = 0; cut <= text.Length; cut++)
        {
            Count(text[..cut], text[cut..]).ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_phrase_counts_once_wherever_reads_cut_it()
    {
        foreach (var (sign, phrase) in LogSign.All.SelectMany(static sign => sign.Phrases.Select(phrase => (sign, phrase))))
        {
            var text = Raw($"first line\nan: {phrase.Replace("*", "10.8.0.12:3306", StringComparison.Ordinal)} error\nlast\n");
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
        var phrases = LogSign.All.SelectMany(static sign => sign.Phrases).Select(Raw).ToArray();
        var random = new Random(3);
        for (var round = 0; round < 2000; round++)
        {
            var text = new StringBuilder();
            while (text.Length < 60)
            {
                var phrase = phrases[random.Next(phrases.Length)].Replace("*", "db", StringComparison.Ordinal);
                var from = random.Next(phrase.Length);
                text.Append(random.Next(3) == 0 ? Upper(phrase) : random.Next(3) == 0 ? phrase : phrase[from..]);
                text.Append((char)random.Next(32, 127));
            }

            var line = text.ToString();
            var expected = LogSign.All.Where(sign => sign.Phrases.Any(phrase => Holds(line, Raw(phrase))));
            Count(line + "\n").Select(static count => count.Sign).ShouldBe(expected, line);
        }
    }

    [Fact]
    public void What_is_remembered_holds_every_phrase()
        => LogSign.All.SelectMany(static sign => sign.Phrases).ShouldAllBe(static phrase
            => Tail(phrase).Length >= LogPhrase.AnchorLength && Tail(phrase).Length + LogPhrase.Reach < LogScanner.Memory);

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

    /// <summary>
    /// A phrase that ends with a digit is not followed by one, a * is anything, text of another script does not begin within a sentence.
    /// </summary>
    private static bool Holds(string line, string phrase)
    {
        var (upper, tail) = (Upper(line), Upper(Tail(phrase)));
        var head = phrase.Contains('*', StringComparison.Ordinal) ? Upper(phrase[..phrase.IndexOf('*', StringComparison.Ordinal)]) : null;
        for (var at = upper.IndexOf(tail, StringComparison.Ordinal); at >= 0; at = upper.IndexOf(tail, at + 1, StringComparison.Ordinal))
        {
            var isWhole = !char.IsAsciiDigit(tail[^1]) || at + tail.Length == line.Length || !char.IsAsciiDigit(line[at + tail.Length]);
            var begins = char.IsAscii(tail[0]) || !IsLetter(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line[..at])).TrimEnd(' '));
            var isBehind = head is null || upper[Math.Max(0, at - LogPhrase.Reach)..at].Contains(head, StringComparison.Ordinal);
            if (isWhole && begins && isBehind)
            {
                return true;
            }
        }

        return false;

        static bool IsLetter(string before) => before.Length > 0 && !char.IsAscii(before[^1]) && char.IsLetter(before[^1]);
    }

    /// <summary>What stands behind the * of a phrase; all of it where it has none.</summary>
    private static string Tail(string phrase) => phrase[(phrase.IndexOf('*', StringComparison.Ordinal) + 1)..];

    /// <summary>A text as UTF-8, a character for each byte.</summary>
    private static string Raw(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>ASCII letters in upper case, all else as it is.</summary>
    private static string Upper(string text) => string.Concat(text.Select(static c => char.IsAsciiLetterLower(c) ? (char)(c - 0x20) : c));

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
