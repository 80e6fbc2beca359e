import Bookings
import Ledger

/// What of a log an erasure removes; nothing is written to find out.
struct ErasurePlan {
    /// The numbers of the records that go.
    private(set) var numbers: Set<UInt64> = []
    /// The lines of the log that are no records and go, by their places in the log.
    private(set) var brokenLines: [Range<Int>] = []
    /// The ids of the bookings that go, by which files beside the log are searched too.
    private(set) var ids: [String] = []
    private(set) var report = ErasureReport()

    /// What one pass through the log gathers.
    fileprivate struct Gathered {
        var rows: Set<Int> = []
        var mentions: Set<UInt64> = []
        var annotations: [(number: UInt64, of: UInt64)] = []
    }

    /// Reads a log once; the ledger has all its records.
    ///
    /// O(n) in the bytes of the log.
    init(
        for person: PersonToErase,
        in log: LogSegments,
        _ ledger: BookingLedger,
        onRead: LogProgress.Observer? = nil
    ) throws(LogError) {
        let matcher = PersonMatcher(person)
        var numbering = RecoveryReport(of: log)
        var gathered = Gathered()
        var first = ""
        try LogScan(log, onRead: onRead).lines { (line, fields) throws(LogError) in
            let number = numbering.add(line, sequence: fields.sequence)
            if case .blank = line.content { return true }
            let range = line.offset..<line.offset + line.length
            if first.isEmpty, number != nil {
                first = LogIdentity.of(try log.read(at: range.lowerBound, count: range.count))
            }
            let finding = try matcher.find(in: log, at: range)
            switch (line.content, number) {
            case (.sighting, let number?):
                let isCustomer =
                    finding.address && matcher.isAddress(String(decoding: fields[.email], as: UTF8.self))
                gathered.add(number, finding, isCustomer, ledger)
            case (.record(let decoded), let number?):
                gathered.add(decoded.record.numbered(number), finding, matcher, ledger)
            default:
                if finding.isAny { brokenLines.append(range) }
            }
            return true
        }
        take(gathered, ledger)
        report.log = LogIdentity.of(first: first, erased: numbering.erasedCount)
        ids += person.bookings.filter { !ids.contains($0) }
    }

    private mutating func take(_ gathered: Gathered, _ ledger: BookingLedger) {
        for row in gathered.rows {
            let sightings = ledger.sightings(of: row)
            report.sightings += sightings.count
            numbers.formUnion(sightings.map(\.sequence))
            if let id = ledger.text(.id, at: row) { ids.append(id) }
        }
        report.bookings = gathered.rows.count
        report.mentions = gathered.mentions.subtracting(numbers).count
        numbers.formUnion(gathered.mentions)
        report.annotations = gathered.annotations.count { numbers.contains($0.number) || numbers.contains($0.of) }
        // The mentions counted before were of sightings and of remarks alike.
        report.mentions -= gathered.annotations.count { gathered.mentions.contains($0.number) }
        for annotation in gathered.annotations where numbers.contains(annotation.of) {
            numbers.insert(annotation.number)
        }
        report.brokenLines = brokenLines.count
        ids.sort()
    }
}

extension ErasurePlan.Gathered {
    fileprivate mutating func add(
        _ record: LogRecord,
        _ finding: PersonMatcher.Finding,
        _ matcher: PersonMatcher,
        _ ledger: BookingLedger
    ) {
        switch record {
        case .sighting(let record):
            let email = record.sighting.booking.email ?? ""
            add(record.sequence, finding, finding.address && matcher.isAddress(email), ledger)
        case .annotation(let record):
            annotations.append((record.sequence, record.annotation.of))
            if finding.isAny { mentions.insert(record.sequence) }
        case .erased: break
        }
    }

    fileprivate mutating func add(
        _ number: UInt64,
        _ finding: PersonMatcher.Finding,
        _ isCustomer: Bool,
        _ ledger: BookingLedger
    ) {
        guard finding.isAny else { return }
        // Only a booking of the same person names the id of another: as the one that it replaces, or is a session of.
        if isCustomer || finding.id, let row = ledger.row(ofSequence: number) {
            rows.insert(row)
        } else {
            mentions.insert(number)
        }
    }
}
