using PortTop.Evaluation;

const string Usage = """
    usage: PortTop.Evaluation poll [--collector netlink|procfs] [--reps N]
               median milliseconds, rows, pools and allocated bytes of a poll of the running kernel
           PortTop.Evaluation frame
               milliseconds, allocated and written bytes of a frame at 120x40
           PortTop.Evaluation owners
               milliseconds until the owners of what is shown are known, and what they cost at a poll
           PortTop.Evaluation logs
               megabytes a second of a watched log, and the share of a core while 50 MB a second are written
           PortTop.Evaluation forecast TRACE.csv
               what is foretold at each poll of a recorded course: t,state,mid,lo,hi
           PortTop.Evaluation forecasts
               microseconds of a forecast, of a full one and of a quiet pool's; milliseconds and memory of 10,000 pools
           PortTop.Evaluation conntrack
               milliseconds and memory of a reading of a million played-in entries of the connection tracking table
           PortTop.Evaluation soak [--seconds N] [--seed N]
               ten polls a second with random keys and sizes, ten minutes where nothing else is said: bytes, core, memory, and whether the screen is as it must be
           PortTop.Evaluation record FILE
               writes the kernel's sock_diag replies to FILE, in the form of "ss -D"
    """;

return args switch
{
    ["poll", .. var options] => PollBenchmark.Run(options),
    ["frame"] => FrameBenchmark.Run(),
    ["owners"] => OwnersBenchmark.Run(),
    ["logs"] => LogsBenchmark.Run(),
    ["forecasts"] => ForecastBenchmark.Run(),
    ["forecast", var file] => ForecastTrace.Run(file, Console.Out),
    ["conntrack"] => ConntrackBenchmark.Run(),
    ["soak", .. var options] => SoakBenchmark.Run(options),
    ["record", var file] => DumpRecorder.Run(file),
    _ => Fail(),
};

static int Fail()
{
    Console.Error.WriteLine(Usage);
    return 2;
}
