#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Gives the processor away for a millisecond.
func pause() {
    usleep(1_000)
}
