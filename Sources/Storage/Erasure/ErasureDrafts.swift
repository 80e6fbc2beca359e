import Bookings

/// The new files of an erasure, as they are written.
struct ErasureDrafts {
    private(set) var journal = ErasureJournal()
    private let writer: LogWriter
    private let folder: String

    init(of writer: LogWriter) {
        self.writer = writer
        folder = LogFolder.prefix(of: writer.path)
        journal.removed = writer.leftoverNames()
    }

    /// Writes those files of the log that change.
    mutating func write(_ plan: ErasurePlan, _ index: LogIndex, now: Timestamp) throws(LogError) {
        let log = writer.segments
        var changes = try Tombstones(plan.numbers, in: log, index, now: now).changes
        changes += plan.brokenLines.map { FileEdit.Change(range: $0, line: []) }
        changes.sort { $0.range.lowerBound < $1.range.lowerBound }
        var rest = changes[...]
        for segment in log.segments {
            let own = rest.prefix { $0.range.lowerBound < segment.end }
            rest = rest.dropFirst(own.count)
            guard !own.isEmpty else { continue }
            let moved = own.map { change in
                let range = change.range
                return FileEdit.Change(
                    range: range.lowerBound - segment.start..<range.upperBound - segment.start,
                    line: change.line
                )
            }
            try write(moved, of: segment.file)
        }
    }

    /// Writes those files beside it that change.
    mutating func write(_ beside: SideFiles) throws(LogError) {
        for finding in beside.findings {
            let changes = finding.lines.map { FileEdit.Change(range: $0, line: []) }
            try write(changes, of: SegmentFile(path: finding.path))
        }
    }

    private mutating func write(_ changes: [FileEdit.Change], of file: SegmentFile) throws(LogError) {
        journal.replaced.append(String(file.path.dropFirst(folder.count)))
        let draft = ErasureJournal.draft(journal.replaced.count, of: writer.path)
        try FileEdit.write(changes, of: file, to: draft, calls: writer.calls)
    }
}
