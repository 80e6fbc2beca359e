public import Bookings

/// The newest records of a log, read from its end.
public enum LogTail {
    /// As much of the end as is looked at, in bytes.
    private static let length = 1 << 18

    /// Whether reading the whole log takes longer than a moment.
    public static func isLong(path: String) -> Bool {
        guard let log = try? LogSegments(path: path), let end = try? log.end else { return false }
        return end > 64 * length
    }

    /// Up to so many of the newest sightings, in their order; the log is only read, whatever its size.
    ///
    /// Lines that are not records are left out. Throws where the log cannot be read; one that is not there yet has none.
    public static func sightings(path: String, limit: Int) throws(LogError) -> [SightingRecord] {
        let log = try LogSegments(path: path)
        let end = try log.end
        let start = max(0, end - length)
        var lines = try log.read(at: start, count: end - start).split(separator: 0x0A)
        // The first line may begin further up.
        if start > 0, !lines.isEmpty { lines.removeFirst() }
        var newest: [SightingRecord] = []
        for line in lines.reversed() where newest.count < limit {
            guard case .sighting(let record)? = try? DecodedLine(Array(line)).record else { continue }
            // Numbers that do not grow are given anew when the log is opened.
            if let next = newest.last, record.sequence >= next.sequence { continue }
            newest.append(record)
        }
        return newest.reversed()
    }
}
