/// The line of a sighting, read.
public struct DecodedRecord: Equatable, Sendable {
    /// What the line says.
    public var record: SightingRecord
    /// Whether its checksum agrees.
    public var checksum: Checksum

    /// What a line's checksum tells.
    public enum Checksum: Sendable {
        /// It agrees with the bytes before it.
        case good
        /// It disagrees: the line was changed after it was written.
        case bad
        /// There is none: the line was made by hand or by another tool.
        case absent
    }
}

/// Why a line of a log is not a record.
public enum RecordError: Error, Equatable, Sendable {
    /// It is not strict JSON.
    case malformedJSON(JSONError)
    /// It is JSON, but a key that every record has is missing or of the wrong type.
    case notARecord(key: String)
}

extension SightingRecord {
    /// Reads the line of a sighting, without its newline; the line of an annotation is refused.
    public static func decode(_ line: UnsafeBufferPointer<UInt8>) throws(RecordError) -> DecodedRecord {
        let decoded = try DecodedLine(line)
        guard case .sighting(let record) = decoded.record else { throw .notARecord(key: "booking") }
        return DecodedRecord(record: record, checksum: decoded.checksum)
    }

    /// Reads the line of a sighting, without its newline.
    public static func decode(_ line: [UInt8]) throws(RecordError) -> DecodedRecord {
        let decoded = try DecodedLine(line)
        guard case .sighting(let record) = decoded.record else { throw .notARecord(key: "booking") }
        return DecodedRecord(record: record, checksum: decoded.checksum)
    }
}
