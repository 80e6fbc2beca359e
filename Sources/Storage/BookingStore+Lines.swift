import Bookings
import Synchronization

extension BookingStore {
    /// Whole lines of the log after a sequence number, as they stand there; at least one if there is one.
    ///
    /// Together they are not longer than `maximumBytes`, unless the first alone is.
    public func lines(after sequence: UInt64, maximumBytes: Int) throws(LogError) -> LineBatch {
        let (log, places) = shared.withLock { shared in
            (shared.segments, shared.index.places(after: sequence, maximumBytes: maximumBytes))
        }
        guard let first = places.first?.range.lowerBound, let last = places.last?.range.upperBound else {
            return LineBatch()
        }
        let bytes = try log.read(at: first, count: last - first)
        // Somebody cut the file; that is noticed within a second.
        guard bytes.count == last - first else { throw .system(call: "read", path: log.path, errno: 0) }
        return LineBatch(
            lines: places.map { place in
                let line = bytes[(place.range.lowerBound - first)..<(place.range.upperBound - first)]
                return (place.sequence, place.isRenumbered ? BookingStore.line(line, numbered: place.sequence) : line)
            }
        )
    }

    /// One line of the log, as it stands there; nil where there is none with this number.
    public func line(_ sequence: UInt64) throws(LogError) -> ArraySlice<UInt8>? {
        guard sequence > 0 else { return nil }
        let batch = try lines(after: sequence - 1, maximumBytes: 0)
        return batch.lines.first.flatMap { $0.sequence == sequence ? $0.bytes : nil }
    }

    private static func line(_ line: ArraySlice<UInt8>, numbered sequence: UInt64) -> ArraySlice<UInt8> {
        guard let record = try? DecodedLine(Array(line)).record else { return line }
        var bytes: [UInt8] = []
        record.numbered(sequence).encode(into: &bytes)
        return bytes[...]
    }
}
