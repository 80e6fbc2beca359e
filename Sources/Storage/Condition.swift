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
        #if canImport(Darwin)
            pthread_cond_init(condition, nil)
        #else
            // Waits must not change with the wall clock.
            var attributes = pthread_condattr_t()
            pthread_condattr_init(&attributes)
            pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
            pthread_cond_init(condition, &attributes)
            pthread_condattr_destroy(&attributes)
        #endif
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
        let end = MonotonicClock.milliseconds + min(max(0, milliseconds), 1 << 52)
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while !isMet() {
            let rest = end - MonotonicClock.milliseconds
            guard rest > 0 else { return false }
            #if canImport(Darwin)
                var time = Condition.time(milliseconds: rest)
                pthread_cond_timedwait_relative_np(condition, mutex, &time)
            #else
                var time = Condition.time(milliseconds: end)
                pthread_cond_timedwait(condition, mutex, &time)
            #endif
        }
        return true
    }

    private static func time(milliseconds: Int64) -> timespec {
        timespec(tv_sec: Int(milliseconds / 1_000), tv_nsec: Int(milliseconds % 1_000 * 1_000_000))
    }

    /// Has all waiting threads look again; call it after what they wait for changed.
    public func signal() {
        pthread_mutex_lock(mutex)
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
    }
}
