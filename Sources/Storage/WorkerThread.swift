import CPlatform

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A thread of the operating system that runs one piece of work; for work that blocks, which Swift's own pool must not.
public struct WorkerThread: @unchecked Sendable {
    // A pthread_t may be joined from any thread; the compiler cannot know.
    private let thread: pthread_t

    private static let stackSize = 2 << 20

    /// Starts the work.
    public init(_ work: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Work(work)).toOpaque()
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        // Musl gives 128 KiB, Darwin 512; JSON is read by recursion.
        pthread_attr_setstacksize(&attributes, WorkerThread.stackSize)
        #if canImport(Darwin)
            var thread: pthread_t?
            pthread_create(&thread, &attributes, { WorkerThread.run($0) }, box)
            guard let thread else { preconditionFailure("the system has no thread left") }
            self.thread = thread
        #else
            var thread = pthread_t()
            guard pthread_create(&thread, &attributes, { WorkerThread.run($0) }, box) == 0 else {
                preconditionFailure("the system has no thread left")
            }
            self.thread = thread
        #endif
    }

    /// Has the calling thread let those go on that run when it wakes up, where no processor is free.
    ///
    /// Under load it then has more to do at once, and there are fewer syncs and changes of threads. Only Linux knows of that.
    public static func yieldToRunning() {
        cs_yield_to_running()
    }

    /// Waits for the end of the work; once only.
    public func join() {
        pthread_join(thread, nil)
    }

    private final class Work {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private static func run(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let pointer else { return nil }
        Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body()
        return nil
    }
}
