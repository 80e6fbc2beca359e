import Bookings

/// The records of a log in the order and at the times of their replay; the records themselves stay in the file.
struct ReplayTimeline: Sendable {
    private let file: OpenFile
    private var sequences: [UInt64] = []
    private var offsets: [Int] = []
    private var lengths: [UInt32] = []
    /// When each record was received, in milliseconds since 1970.
    private var received: [Int64] = []
    /// When each is due, in milliseconds after the first.
    private(set) var due: [Int64] = []
    /// What was found when the log was read.
    private(set) var report = RecoveryReport()

    init(path: String, options: ReplayFeed.Options) throws(LogError) {
        file = try OpenFile(path: path, flags: 0)
        var reader = LogReader(file: file)
        while let line = try reader.next() {
            guard let sequence = report.add(line), case .record(let decoded) = line.content else { continue }
            let time = decoded.record.receivedAt
            if let from = options.from, time < from { continue }
            if let to = options.to, time > to { continue }
            add(sequence, line, received: time.milliseconds, idleLimit: options.idleLimit)
        }
        try report.checkIsLog(file)
    }

    /// Longer than any session, so that sums of times cannot overflow.
    private static let lengthLimit: Int64 = 1 << 52

    private mutating func add(_ sequence: UInt64, _ line: LogReader.Line, received time: Int64, idleLimit: Int64?) {
        // Where the recording machine's clock went back, no time passes.
        let pause = received.last.map { max(0, time - $0) } ?? 0
        due.append(min((due.last ?? 0) + min(pause, max(0, idleLimit ?? .max)), ReplayTimeline.lengthLimit))
        received.append(time)
        sequences.append(sequence)
        offsets.append(line.offset)
        lengths.append(UInt32(line.length))
    }

    var count: Int { due.count }

    /// The time from the first record to the last, in milliseconds of the replay.
    var length: Int64 { due.last ?? 0 }

    var start: Timestamp { Timestamp(milliseconds: received.first ?? 0) }
    var end: Timestamp { Timestamp(milliseconds: received.last ?? 0) }
    var lastSequence: UInt64 { sequences.last ?? 0 }

    /// The number of records that are due at a time of the replay; O(log n).
    func count(dueBy position: Int64) -> Int { due.partitioningIndex { $0 > position } }

    /// The place of the first record after a sequence number; O(log n).
    func index(after sequence: UInt64) -> Int { sequences.partitioningIndex { $0 > sequence } }

    /// The log's own time at a time of the replay.
    func logTime(at position: Int64) -> Timestamp {
        let next = count(dueBy: position)
        guard next > 0 else { return start }
        let time = received[next - 1] + (position - due[next - 1])
        return Timestamp(milliseconds: next < count ? min(time, max(received[next - 1], received[next])) : time)
    }

    /// Some records; those that can no longer be read, because the file was changed meanwhile, are left out.
    func records(_ range: Range<Int>) -> [LogRecord] {
        range.compactMap { record(at: $0) }
    }

    /// The record with a sequence number.
    func record(_ sequence: UInt64) -> LogRecord? {
        let index = sequences.partitioningIndex { $0 >= sequence }
        return index < count && sequences[index] == sequence ? record(at: index) : nil
    }

    private func record(at index: Int) -> LogRecord? {
        guard let line = try? file.read(at: offsets[index], count: Int(lengths[index])),
            let record = try? DecodedLine(line).record
        else { return nil }
        return record.numbered(sequences[index])
    }
}
