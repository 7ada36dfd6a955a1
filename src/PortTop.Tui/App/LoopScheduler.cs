using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Terminal.Gui.App;

namespace PortTop.Tui.App;

/// <summary>Runs work of Rx on the loop of Terminal.Gui, the only thread that may touch views.</summary>
/// <param name="app">The application.</param>
public sealed class LoopScheduler(IApplication app) : LocalScheduler
{
    /// <inheritdoc/>
    public override IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action)
    {
        var work = new SingleAssignmentDisposable();
        app.AddTimeout(Scheduler.Normalize(dueTime), () =>
        {
            if (!work.IsDisposed)
            {
                work.Disposable = action(this, state);
            }

            return false;
        });
        return work;
    }
}
