/// Why a payload is not a booking.
public enum PayloadError: Error, Equatable, Sendable {
    /// The query carries no booking data: a visit after a cancel or reschedule, or a plain visit.
    case noBookingData
    /// The body is not strict JSON (RFC 8259); `offset` counts bytes.
    case malformedJSON(reason: String, offset: Int)
    /// The JSON is well formed but not a payload that OnceHub sends for a booking.
    case notABooking(reason: String)
    /// An embed payload that says the booking failed (`errorStatus` or `statusCode`).
    case notConfirmed(reason: String)
    /// The query has more parameters than `Payload` takes.
    case tooManyParameters(limit: Int)
}
