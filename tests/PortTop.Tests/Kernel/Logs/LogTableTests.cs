using System.Diagnostics;
using PortTop.Kernel;
using PortTop.Kernel.Logs;
using PortTop.Model;

namespace PortTop.Tests.Kernel.Logs;

public sealed class LogTableTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("porttop-test-").FullName;
    private LogTable? _logs;

    private string Log => Path.Combine(_root, "app.log");

    public void Dispose()
    {
        _logs?.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void What_stood_there_before_does_not_count()
    {
        Write("EADDRNOTAVAIL before\n");
        Total().ShouldBe(0);
        Write("EADDRNOTAVAIL\n");
        Total().ShouldBe(1);
        Total().ShouldBe(1);
    }

    [Fact]
    public void A_line_that_was_half_written_when_the_watch_began_counts()
    {
        Write("EADDRNOT");
        Total().ShouldBe(0);
        Write("AVAIL\n");
        Total().ShouldBe(1);
    }

    [Fact]
    public void A_file_that_comes_later_is_read_from_its_beginning()
    {
        Reading().Problem.ShouldNotBeNull().ShouldStartWith("is not there; once it is");
        Write("EADDRNOTAVAIL\n");
        Total().ShouldBe(1);
        Reading().Problem.ShouldBeNull();
    }

    [Fact]
    public void Rotation_by_renaming_loses_and_doubles_nothing()
    {
        Write("old\n");
        Total();
        Write("EADDRNOTAVAIL 1\nEADDRNOT");
        Total().ShouldBe(1);
        File.AppendAllText(Log, "AVAIL 2\n");
        File.Move(Log, Log + ".1");
        Total().ShouldBe(2, "nothing new is there yet");
        File.AppendAllText(Log + ".1", "EADDRNOTAVAIL 3\n");
        Write("EADDRNOTAVAIL 4\n");
        Total().ShouldBe(4);
        File.AppendAllText(Log + ".1", "EADDRNOTAVAIL 5, by a program that was not told yet\n");
        Total().ShouldBe(5);
        Reading().Problem.ShouldBeNull();
    }

    [Fact]
    public void A_file_that_was_copied_and_truncated_is_read_on_in_the_copy()
    {
        Write(new string('x', 100) + "\n");
        Total();
        Write("EADDRNOTAVAIL 1 EADDRNOT");
        Total().ShouldBe(1);
        Write("AVAIL of the same line\nEADDRNOTAVAIL 2\n");
        CopyTruncate();
        Write("EADDRNOTAVAIL 3\n");
        Total().ShouldBe(3);
    }

    [Fact]
    public void A_file_that_was_truncated_and_written_again_is_read_from_its_beginning_however_long_it_is()
    {
        Write("a line that is known\n");
        Total();
        File.WriteAllText(Log, "EADDRNOTAVAIL 1\n");
        Total().ShouldBe(1);
        File.WriteAllText(Log, "EADDRNOTAVAIL 2, and more than stood there before\n");
        Total().ShouldBe(2);
    }

    [Fact]
    public void Who_writes_on_behind_a_hole_is_read_on()
    {
        Write("EADDRNOTAVAIL 1\n");
        Total().ShouldBe(0);
        using var file = File.OpenWrite(Log);
        file.SetLength(0);
        Total().ShouldBe(0);
        file.Position = 3L << 30;
        file.Write("EADDRNOTAVAIL 2\n"u8);
        file.Flush();

        Total().ShouldBe(1);
        Reading().Skipped.ShouldBe(0, "nothing was in the hole");
    }

    [Fact]
    public void Who_is_hopelessly_behind_says_what_was_passed_over()
    {
        Write("a\n");
        Total();
        using var file = File.OpenWrite(Log);
        file.Position = 2;
        file.Write("EADDRNOTAVAIL 1\n"u8);
        file.Position = 3L << 30;
        file.Write("EADDRNOTAVAIL 2\n"u8);
        file.Flush();

        var reading = Reading();
        reading.Skipped.ShouldBeInRange(2L << 30, 3L << 30);
        reading.Signs.Single().Total.ShouldBe(1);
    }

    [Fact]
    public void A_file_that_was_deleted_and_made_anew_is_read_from_its_beginning()
    {
        Write("old\n");
        Total();
        Write("EADDRNOTAVAIL 1\n");
        File.Delete(Log);
        Total().ShouldBe(1);
        Write("EADDRNOTAVAIL 2\n");
        Total().ShouldBe(2);
    }

    [Fact]
    public void A_link_that_points_elsewhere_is_followed()
    {
        File.WriteAllText(Path.Combine(_root, "a"), "old\n");
        File.WriteAllText(Path.Combine(_root, "b"), "EADDRNOTAVAIL 2\n");
        File.CreateSymbolicLink(Log, Path.Combine(_root, "a"));
        Total();
        File.AppendAllText(Path.Combine(_root, "a"), "EADDRNOTAVAIL 1\n");
        File.Delete(Log);
        File.CreateSymbolicLink(Log, Path.Combine(_root, "b"));
        Total().ShouldBe(2);
    }

    [Fact]
    public void What_is_no_file_is_refused_at_once_with_its_kind()
    {
        Problem(_root).ShouldBe("is a directory; a log is a file");
        Problem("/dev/zero").ShouldBe("is a device; a log is a file");
        Process.Start("mkfifo", [Log]).WaitForExit();
        Problem(Log).ShouldStartWith("is a pipe: to read it would take its lines");
        var plain = Path.Combine(_root, "plain");
        File.WriteAllText(plain, string.Empty);
        Problem(Path.Combine(plain, "app.log")).ShouldStartWith("is not there");
    }

    [Fact]
    public void A_directory_in_the_place_of_a_log_is_said_and_its_end_too()
    {
        Write("old\n");
        Total();
        File.Delete(Log);
        Directory.CreateDirectory(Log);
        Reading().Problem.ShouldBe("is a directory; a log is a file");
        LogText.Problem([Reading(), Reading()]).ShouldBe($"{Log} is a directory; a log is a file; {Log} is a directory; a log is a file");
        Directory.Delete(Log);
        Write("EADDRNOTAVAIL\n");
        Total().ShouldBe(1);
        LogText.Problem([Reading()]).ShouldBeNull();
    }

    [Fact]
    public void A_log_that_is_named_twice_is_read_once()
    {
        using var logs = new LogTable([Log, Log], new KernelRoots(), new FrozenClock());

        logs.Read().Count.ShouldBe(1);
    }

    [Fact]
    public void A_noisy_log_keeps_no_other_waiting()
    {
        var noisy = Path.Combine(_root, "noisy.log");
        File.WriteAllText(noisy, "");
        File.WriteAllText(Log, "");
        using var logs = new LogTable([noisy, Log], new KernelRoots(), new FrozenClock());
        logs.Read();
        using var file = File.OpenWrite(noisy);
        var lines = new byte[1 << 20];
        Array.Fill(lines, (byte)'\n');
        for (var i = 0; i < 300; i++)
        {
            file.Write(lines);
        }

        file.Flush();
        Write("EADDRNOTAVAIL\n");
        var readings = logs.Read();

        readings[1].Signs.Single().Total.ShouldBe(1);
        readings[0].Behind.ShouldBeGreaterThan(0, "it is read on at the next poll");
    }

    private void CopyTruncate()
    {
        for (var copy = 8; copy > 0; copy--)
        {
            if (File.Exists($"{Log}.{copy}"))
            {
                File.Move($"{Log}.{copy}", $"{Log}.{copy + 1}", overwrite: true);
            }
        }

        File.Copy(Log, Log + ".1");
        using var file = File.OpenWrite(Log);
        file.SetLength(0);
    }

    private void Write(string text) => File.AppendAllText(Log, text);

    private LogReading Reading() => (_logs ??= new LogTable([Log], new KernelRoots(), new FrozenClock())).Read().Single();

    private long Total() => Reading().Signs.Sum(static sign => sign.Total);

    private static string? Problem(string path)
    {
        using var logs = new LogTable([path], new KernelRoots(), new FrozenClock());
        return logs.Read().Single().Problem;
    }
}
