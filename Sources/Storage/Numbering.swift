/// Gives each record of a log a number of its own, which grows from record to record whatever the log says.
///
/// That is the number it bears; in a log put together by hand, where numbers come twice, fall or are wild, it is the next.
/// The same log gives the same numbers every time.
struct Numbering: Equatable, Sendable {
    /// The number given last; 0 before the first.
    private(set) var last: UInt64 = 0

    /// All readers of JSON agree on integers up to here (RFC 8259, section 6).
    private static let limit: UInt64 = 1 << 53

    /// The number of the next record.
    mutating func number(bearing sequence: UInt64) -> UInt64 {
        last = sequence > last && sequence <= Numbering.limit ? sequence : last + 1
        return last
    }
}
