#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A condition that threads wait for.
public final class Condition: Sendable {
    // Both live as long as the object and are touched only through pthread calls, which are made for sharing.
    private nonisolated(unsafe) let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private nonisolated(unsafe) let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// Makes a condition.
    public init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Blocks until `isMet`; it is asked again after every `signal`.
    public func wait(until isMet: () -> Bool) {
        pthread_mutex_lock(mutex)
        while !isMet() { pthread_cond_wait(condition, mutex) }
        pthread_mutex_unlock(mutex)
    }

    /// Blocks until `isMet`, or for that many milliseconds at most.
    ///
    /// - Returns: whether it is met.
    public func wait(milliseconds: Int64, until isMet: () -> Bool) -> Bool {
        var deadline = timespec()
        clock_gettime(CLOCK_REALTIME, &deadline)
        let nanoseconds = Int64(deadline.tv_nsec) + milliseconds % 1_000 * 1_000_000
        deadline.tv_sec += Int(milliseconds / 1_000 + nanoseconds / 1_000_000_000)
        deadline.tv_nsec = Int(nanoseconds % 1_000_000_000)
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while !isMet() {
            if pthread_cond_timedwait(condition, mutex, &deadline) == ETIMEDOUT { return isMet() }
        }
        return true
    }

    /// Has all waiting threads look again; call it after what they wait for changed.
    public func signal() {
        pthread_mutex_lock(mutex)
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
    }
}
