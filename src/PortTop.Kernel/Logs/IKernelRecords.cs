namespace PortTop.Kernel.Logs;

/// <summary>The records of the kernel's log, one a read: Documentation/ABI/testing/dev-kmsg.</summary>
internal interface IKernelRecords : IDisposable
{
    /// <summary>
    /// Reads the next record without waiting. Returns its length; 0 and the error of read(2) where there is none: EAGAIN at the end, EPIPE
    /// where records were overwritten first.
    /// </summary>
    int Read(Span<byte> buffer, out int error);
}
