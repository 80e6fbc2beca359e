import Ledger

/// What an erasure removed, or would remove.
public struct ErasureReport: Equatable, Sendable {
    /// The identity of the log as it was read, by which an endpoint knows that its log is meant.
    public var log = ""
    /// Bookings of the person, all of whose sightings go.
    public var bookings = 0
    /// The sightings of these bookings.
    public var sightings = 0
    /// Sightings of other people's bookings that hold the address: as a guest, in a note, in what arrived.
    public var mentions = 0
    /// Marks and remarks on what goes, and remarks that hold the address.
    public var annotations = 0
    /// Lines of the log that are no records, and hold the address.
    public var brokenLines = 0
    /// The files beside the log that hold something of the person: what could not be decoded, was torn off, or put aside.
    public var files: [File] = []
    /// Files beside the log that could not be looked into, as they are links or no ordinary files.
    public var skipped: [String] = []

    /// A file beside the log.
    public struct File: Equatable, Sendable {
        /// Its name, without its folder.
        public var name: String
        /// How many of its lines hold something of the person.
        public var lines: Int

        /// Makes one.
        public init(name: String, lines: Int) {
            self.name = name
            self.lines = lines
        }
    }

    /// Makes a report of nothing.
    public init() {}

    /// The records of the log that are concerned.
    public var records: Int { sightings + mentions + annotations }

    /// Whether there is nothing of the person.
    public var isEmpty: Bool { records == 0 && brokenLines == 0 && files.isEmpty }
}

extension ErasureReport {
    /// Adds what was found beside the log.
    mutating func add(_ beside: SideFiles) {
        files = beside.findings.map { finding in
            let name = finding.path.dropFirst(LogFolder.prefix(of: finding.path).count)
            return File(name: String(name), lines: finding.lines.count)
        }
        skipped = beside.skipped
    }

    /// Whether an erasure of this log was interrupted; opening it for writing brings that to its end.
    public static func isUnfinished(_ path: String) -> Bool { ErasureJournal.exists(for: path) }

    /// What an erasure would remove; the log and the files beside it are only read, whoever writes to them.
    ///
    /// O(n) in the bytes of the log, which is read twice.
    public static func dryRun(
        of person: PersonToErase,
        in path: String,
        onRead: LogProgress.Observer? = nil
    ) throws(LogError) -> ErasureReport {
        let ledger = try ReadLog(path: path, onRead: onRead).ledger
        let plan = try ErasurePlan(for: person, in: try LogSegments(path: path), ledger, onRead: onRead)
        var report = plan.report
        report.add(try SideFiles(of: path, for: person, ids: plan.ids))
        return report
    }
}
