namespace PortTop.Simulation;

/// <summary>Connections that one process opens towards one target, at a rate, each for a while.</summary>
/// <param name="machine">Where.</param>
/// <param name="process">Who.</param>
/// <param name="target">From where to where.</param>
public sealed class Client(SimulatedMachine machine, SimulatedProcess process, TargetKey target)
{
    /// <summary>Rates are looked at so often, in seconds.</summary>
    private const double Step = .25;

    /// <summary>A SYN that nobody answers is given up after so long: tcp_syn_retries 6, tcp_syn_linear_timeouts 4.</summary>
    private const double SynTimeout = 131;

    /// <summary>What servers have left was left over so many seconds.</summary>
    private const double LongAgo = 1900;

    /// <summary>Connections per second at a time.</summary>
    public Func<double, double> Rate { get; init; } = static _ => 0;

    /// <summary>Mean seconds that a connection lives.</summary>
    public double Life { get; init; } = .5;

    /// <summary>How it ends.</summary>
    public Closing Closing { get; init; }

    /// <summary>Seconds until the server answers: it may be far.</summary>
    public double AnswerSeconds { get; init; }

    /// <summary>Where the server closes first, seconds until this side follows.</summary>
    public double CloseSeconds { get; init; }

    /// <summary>How it comes to its port.</summary>
    public PortManner Manner { get; init; }

    /// <summary>True at a time when the server answers.</summary>
    public Func<double, bool> IsAnswered { get; init; } = static _ => true;

    /// <summary>How often one that failed, or that nobody answers, is tried again; each try a second later.</summary>
    public int Retries { get; init; }

    /// <summary>A try that nobody answers is left alone after so many seconds, and the next begins beside it.</summary>
    public double Patience { get; init; } = SynTimeout;

    /// <summary>
    /// Begins, with connections that are there already: they end as the others do, or have been left by the server long ago.
    /// </summary>
    public Client Begin(int open = 0)
    {
        for (var i = 0; i < open; i++)
        {
            if (Closing == Closing.ServerAlone && machine.Connect(process, target, Manner) is { } left)
            {
                machine.Kernel.PeerCloses(left, machine.Random.NextDouble() * LongAgo);
            }
            else
            {
                Open(0);
            }
        }

        Go();
        return this;
    }

    private void Go()
    {
        var rate = Rate(machine.Kernel.Now);
        if (rate <= 0)
        {
            machine.After(Step, Go);
            return;
        }

        // One after the other, by a law without memory; where that is far off, the rate may be another by then.
        var wait = -Math.Log(1 - machine.Random.NextDouble()) / rate;
        machine.After(Math.Min(wait, Step), wait <= Step ? OpenAndGo : Go);
    }

    private void OpenAndGo()
    {
        Open(Retries);
        Go();
    }

    private void Open(int retries)
    {
        if (machine.Connect(process, target, Manner) is not { } socket)
        {
            Retry(retries);
        }
        else if (IsAnswered(machine.Kernel.Now))
        {
            if (AnswerSeconds > 0)
            {
                machine.After(AnswerSeconds, () => Live(socket));
            }
            else
            {
                Live(socket);
            }
        }
        else
        {
            machine.After(SynTimeout, () => machine.Close(process, socket));
            if (retries > 0)
            {
                machine.After(Patience, () => Open(retries - 1));
            }
        }
    }

    private void Live(SimulatedSocket socket)
    {
        SimulatedKernel.Answer(socket);
        machine.After(-Math.Log(1 - machine.Random.NextDouble()) * Life, () => End(socket));
    }

    private void Retry(int retries)
    {
        if (retries > 0)
        {
            machine.After(1, () => Open(retries - 1));
        }
    }

    private void CloseLate(SimulatedSocket socket)
    {
        if (CloseSeconds > 0)
        {
            machine.After(CloseSeconds, () => machine.Close(process, socket));
        }
        else
        {
            machine.Close(process, socket);
        }
    }

    private void End(SimulatedSocket socket)
    {
        switch (Closing)
        {
            case Closing.Here:
                machine.Close(process, socket);
                break;
            case Closing.HereAlone:
                machine.Close(process, socket, peerCloses: false);
                break;
            case Closing.Server:
                machine.Kernel.PeerCloses(socket);
                CloseLate(socket);
                break;
            case Closing.ServerAlone:
                machine.Kernel.PeerCloses(socket);
                break;
            default:
                break;
        }
    }
}
