import Bookings
import Ledger
import Synchronization

/// What a replay reads: one or more logs, one after the other, read once on a thread of its own.
///
/// In memory stay where each record stands, 36 bytes each, and, where they are wanted, checkpoints of the ledger.
final class ReplayLog: Sendable {
    /// What is known so far.
    struct Known: Sendable {
        var timeline: ReplayTimeline
        var checkpoints = ReplayCheckpoints()
        /// The ledger with the newest records, now and then; as good as a checkpoint.
        var newest: ReplayCheckpoints.Checkpoint?
        /// The marks that stand at the end of what was read, by the sightings that they are of.
        var marked: Set<UInt64> = []
        /// What was found in each file that was read to its end.
        var reports: [ReplayFeed.Report] = []
        var progress = LogProgress(read: 0, size: 0)
        var isLoaded = false
        var failure: LogError?
        /// Grows whenever more is known, a few times a second.
        var version = 0
    }

    /// How often others are told of what was read, in milliseconds.
    private static let tellingInterval: Int64 = 100
    /// The records that are made known together.
    private static let batchLength = 512
    private static let pieceLength = 256
    /// The records that are taken in before it is asked whether to go on.
    private static let applyLength = 4_096
    /// The bytes that are read together, unless one record is longer.
    private static let runLength = 1 << 22

    private let files: [LogSegments]
    private let options: ReplayFeed.Options
    private let known: Mutex<Known>
    private let isCanceled = Mutex(false)
    /// Signaled whenever more is known.
    let change = Condition()

    init(_ files: [LogSegments], _ options: ReplayFeed.Options) throws(LogError) {
        self.files = try ReplayLog.inOrder(files)
        self.options = options
        known = Mutex(Known(timeline: ReplayTimeline(idleLimit: options.idleLimit)))
    }

    func with<Value: Sendable>(_ body: (Known) -> Value) -> Value { known.withLock { body($0) } }

    /// Reads on a thread of its own.
    func load() -> WorkerThread { WorkerThread { [self] in read() } }

    func cancel() { isCanceled.withLock { $0 = true } }

    /// By the time of the first record; files without one first.
    private static func inOrder(_ files: [LogSegments]) throws(LogError) -> [LogSegments] {
        guard files.count > 1 else { return files }
        var timed: [(time: Int64, file: LogSegments)] = []
        for file in files {
            var reader = LogReader(file)
            var time = Int64.min
            while time == .min, let line = try reader.next() {
                if case .record(let decoded) = line.content { time = decoded.record.receivedAt.milliseconds }
            }
            timed.append((time, file))
        }
        return timed.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
            .map(\.element.file)
    }
}

/// Reading ahead.
extension ReplayLog {
    /// What is read and not yet known to others.
    private struct Batch {
        var records: [(sequence: UInt64, offset: Int, length: Int, received: Int64)] = []
        var marks: [(of: UInt64, isMarked: Bool)] = []
    }

    private func read() {
        var ledger = BookingLedger()
        var failure: LogError?
        do throws(LogError) {
            var size = 0
            for file in files { size += try file.end }
            var before = 0
            var last: UInt64 = 0
            for file in files where !isCanceled.withLock({ $0 }) {
                try read(file, after: before, of: size, numbersAfter: last, into: &ledger)
                before += try file.end
                last = max(last, known.withLock { $0.timeline.lastSequence })
            }
        } catch {
            failure = error
        }
        known.withLock { known in
            known.isLoaded = true
            known.failure = failure
            known.version += 1
            if options.keeps != .nothing {
                known.newest = ReplayCheckpoints.Checkpoint(place: known.timeline.count, ledger: ledger)
            }
        }
        change.signal()
    }

    private func read(
        _ file: LogSegments,
        after before: Int,
        of size: Int,
        numbersAfter last: UInt64,
        into ledger: inout BookingLedger
    ) throws(LogError) {
        known.withLock { $0.timeline.begin(file) }
        var report = RecoveryReport(of: file)
        var batch = Batch()
        var shift: UInt64?
        var toldAt = MonotonicClock.milliseconds
        var readTo = 0
        try LogScan(file).lines { (line, fields) throws(LogError) in
            readTo = line.offset + line.length
            guard let number = report.add(line, sequence: fields.sequence) else { return true }
            // Where something was erased there is nothing to play.
            if line.isErased { return true }
            // Numbers of another log begin anew; those of the next part of the same go on.
            if shift == nil { shift = number > last ? 0 : last }
            let sequence = number &+ (shift ?? 0)
            let time = line.receivedAt(fields)
            guard isInRange(time) else { return true }
            batch.records.append((sequence, line.offset, line.length, time.milliseconds))
            if let mark = line.mark(numbered: sequence) { batch.marks.append(mark) }
            if options.keeps != .nothing { ledger.apply(line, fields, numbered: sequence) }
            guard batch.records.count >= ReplayLog.batchLength else { return true }
            if isCanceled.withLock({ $0 }) { return false }
            let now = MonotonicClock.milliseconds
            let isTold = now - toldAt >= ReplayLog.tellingInterval
            publish(&batch, ledger, LogProgress(read: before + readTo, size: size), isTold: isTold)
            if isTold { toldAt = now }
            return true
        }
        if isCanceled.withLock({ $0 }) { return }
        try report.checkIsLog(file)
        publish(&batch, ledger, LogProgress(read: before + readTo, size: size), isTold: true)
        known.withLock { $0.reports.append(ReplayFeed.Report(path: file.path, report: report)) }
    }

    private var keepsCheckpoints: Bool { options.keeps == .checkpoints }

    private func isInRange(_ time: Timestamp) -> Bool {
        (options.from.map { time >= $0 } ?? true) && (options.to.map { time <= $0 } ?? true)
    }

    private func publish(_ batch: inout Batch, _ ledger: BookingLedger, _ progress: LogProgress, isTold: Bool) {
        known.withLock { known in
            for record in batch.records {
                known.timeline.append(
                    sequence: record.sequence,
                    offset: record.offset,
                    length: record.length,
                    received: record.received
                )
            }
            for mark in batch.marks {
                if mark.isMarked { known.marked.insert(mark.of) } else { known.marked.remove(mark.of) }
            }
            known.progress = progress
            let place = known.timeline.count
            if keepsCheckpoints, known.checkpoints.isDue(at: place) { known.checkpoints.add(ledger, at: place) }
            guard isTold else { return }
            if keepsCheckpoints { known.newest = ReplayCheckpoints.Checkpoint(place: place, ledger: ledger) }
            known.version += 1
        }
        batch = Batch()
        if isTold { change.signal() }
    }
}

/// Reading again.
extension ReplayLog {
    /// Hands over some records in order, with their places, until it is told to stop; from any thread.
    ///
    /// - Returns: how many could not be read, because a file was changed meanwhile.
    @discardableResult
    func visit(_ range: Range<Int>, _ body: (Int, LogRecord) -> Bool) -> Int {
        var missing = 0
        for start in stride(from: range.lowerBound, to: range.upperBound, by: ReplayLog.pieceLength) {
            let places = known.withLock { known in
                known.timeline.places(start..<min(start + ReplayLog.pieceLength, range.upperBound))
            }
            for (index, record) in ReplayLog.records(places).enumerated() {
                guard let record else {
                    missing += 1
                    continue
                }
                guard body(start + index, record) else { return missing }
            }
        }
        return missing
    }

    /// The records with these numbers; those that are not here are left out.
    func records(_ sequences: [UInt64]) -> [LogRecord] {
        let places = known.withLock { known in
            sequences.compactMap { known.timeline.index(of: $0).map { known.timeline.places($0..<$0 + 1) } }
        }
        return places.flatMap { ReplayLog.records($0).compactMap(\.self) }
    }

    /// The ledger with all records before a place; made of the nearest one that is known, or of one at hand.
    ///
    /// It stops where it is told to, and is nil then.
    func checkpoint(
        at place: Int,
        from known: ReplayCheckpoints.Checkpoint? = nil,
        while goesOn: () -> Bool
    ) -> ReplayCheckpoints.Checkpoint? {
        let candidates = [known] + self.known.withLock { [$0.checkpoints.last(before: place), $0.newest] }
        let usable = candidates.compactMap(\.self).filter { $0.place <= place }
        guard var checkpoint = usable.max(by: { $0.place < $1.place }) else { return nil }
        while checkpoint.place < place {
            guard goesOn() else { return nil }
            let end = min(checkpoint.place + ReplayLog.applyLength, place)
            ReplayLog.apply(self.known.withLock { $0.timeline.places(checkpoint.place..<end) }, to: &checkpoint.ledger)
            checkpoint.place = end
        }
        return checkpoint
    }

    /// Takes in some records without making strings of them; those that can no longer be read are left out.
    private static func apply(_ places: [ReplayTimeline.Place], to ledger: inout BookingLedger) {
        var fields = SightingFields()
        visitRuns(places) { place, line in
            if fields.fill(fromSealed: line) {
                ledger.apply(fields, numbered: place.sequence)
            } else if let record = try? DecodedLine(line).record.numbered(place.sequence) {
                ledger.apply(record)
            }
        }
    }

    private static func records(_ places: [ReplayTimeline.Place]) -> [LogRecord?] {
        var records: [LogRecord?] = []
        visitRuns(places) { place, line in
            records.append(try? DecodedLine(line).record.numbered(place.sequence))
        }
        return records
    }

    /// The lines at some places, each empty where it cannot be read.
    private static func visitRuns(
        _ places: [ReplayTimeline.Place],
        _ body: (ReplayTimeline.Place, UnsafeBufferPointer<UInt8>) -> Void
    ) {
        // Records of one file stand one after the other: one call reads many.
        var rest = places[...]
        while let first = rest.first {
            let run = rest.prefix { $0.file === first.file && (0..<runLength).contains($0.offset - first.offset) }
            let end = run.last.map { $0.offset + $0.length } ?? first.offset
            let bytes = (try? first.file.read(at: first.offset, count: end - first.offset)) ?? []
            bytes.withUnsafeBufferPointer { bytes in
                for place in run {
                    let start = min(place.offset - first.offset, bytes.count)
                    let line = bytes[start..<min(start + place.length, bytes.count)]
                    body(place, UnsafeBufferPointer(rebasing: line))
                }
            }
            rest = rest.dropFirst(run.count)
        }
    }
}

extension LogScan.Line {
    /// When the record was received.
    fileprivate func receivedAt(_ fields: borrowing SightingFields) -> Timestamp {
        if case .record(let decoded) = content { decoded.record.receivedAt } else { fields.receivedAt }
    }

    /// Whether what stood there was erased.
    fileprivate var isErased: Bool {
        if case .record(let decoded) = content, case .erased = decoded.record { true } else { false }
    }

    /// The mark that an annotation sets or takes away.
    fileprivate func mark(numbered sequence: UInt64) -> (of: UInt64, isMarked: Bool)? {
        guard case .record(let decoded) = content, case .annotation(let record) = decoded.record.numbered(sequence),
            let isMarked = record.annotation.isMarked
        else { return nil }
        return (record.annotation.of, isMarked)
    }
}
