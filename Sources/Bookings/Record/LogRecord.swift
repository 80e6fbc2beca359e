/// What a line of the log holds.
public enum LogRecord: Equatable, Sendable {
    /// A booking as it was seen once.
    indirect case sighting(SightingRecord)
    /// What a viewer added to a booking.
    case annotation(AnnotationRecord)
    /// Nothing, as what stood there was erased.
    case erased(ErasedRecord)

    /// Its place in the log; counts from 1 without gaps.
    public var sequence: UInt64 {
        switch self {
        case .sighting(let record): record.sequence
        case .annotation(let record): record.sequence
        case .erased(let record): record.sequence
        }
    }

    /// When the endpoint received it.
    public var receivedAt: Timestamp {
        switch self {
        case .sighting(let record): record.sighting.receivedAt
        case .annotation(let record): record.receivedAt
        case .erased(let record): record.receivedAt
        }
    }

    /// The record with another number.
    ///
    /// What an annotation is of keeps its distance: where a log is put behind another, all its numbers move alike.
    public func numbered(_ sequence: UInt64) -> LogRecord {
        switch self {
        case .sighting(var record):
            record.sequence = sequence
            return .sighting(record)
        case .annotation(var record):
            let of = record.annotation.of
            record.annotation.of = sequence > record.sequence ? of &+ (sequence - record.sequence) : of
            if sequence < record.sequence { record.annotation.of = of &- min(of, record.sequence - sequence) }
            record.sequence = sequence
            return .annotation(record)
        case .erased(var record):
            record.sequence = sequence
            return .erased(record)
        }
    }

    /// Appends the record as a line of the log, without its newline; the checksum is the last key.
    public func encode(into bytes: inout [UInt8]) {
        switch self {
        case .sighting(let record): record.encode(into: &bytes)
        case .annotation(let record): record.encode(into: &bytes)
        case .erased(let record): record.encode(into: &bytes)
        }
    }
}
