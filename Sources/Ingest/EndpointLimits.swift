/// The limits of what anyone may ask of an endpoint: by count, by bytes, and by total time.
public struct EndpointLimits: Sendable {
    /// The longest request target, and the longest single field, in bytes.
    public var fieldBytes = 8 << 10
    /// The longest head of a request, in bytes.
    public var headBytes = 16 << 10
    /// The most fields of a request.
    public var fieldCount = 64
    /// The longest body, in bytes.
    public var bodyBytes = 64 << 10
    /// The most connections at a time; fewer where the system allows fewer open files.
    public var connections = 4_096
    /// The time from the first byte of a request to the end of its head, in milliseconds.
    public var headMilliseconds: Int64 = 5_000
    /// The time from the first byte of a request to the last byte of its answer, in milliseconds.
    public var requestMilliseconds: Int64 = 15_000
    /// The time that a connection may be idle between requests, in milliseconds.
    public var idleMilliseconds: Int64 = 15_000
    /// The most that is read from the log for a stream at a time, in bytes.
    public var streamBytes = 64 << 10
    /// The time that a stream may take nothing although there is something to take, in milliseconds.
    public var streamStallMilliseconds: Int64 = 10_000
    /// The most bookings that one snapshot holds.
    public var snapshotBookings = 10_000

    /// Makes the default limits.
    public init() {}
}
