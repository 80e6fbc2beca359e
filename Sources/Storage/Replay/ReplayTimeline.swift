import Bookings

/// The records of one or more logs in the order and at the times of their replay; the records themselves stay in the files.
///
/// It grows at its end while the logs are read.
struct ReplayTimeline: Sendable {
    /// Where a record stands.
    struct Place: Sendable {
        var file: LogSegments
        var offset: Int
        var length: Int
        /// The number that it goes by.
        var sequence: UInt64
    }

    private var files: [(first: Int, file: LogSegments)] = []
    private(set) var sequences: [UInt64] = []
    private var offsets: [Int] = []
    private var lengths: [UInt32] = []
    /// When each record was received, in milliseconds since 1970.
    private(set) var received: [Int64] = []
    /// When each is due, in milliseconds after the first.
    private(set) var due: [Int64] = []
    private let idleLimit: Int64

    /// Longer than any session, so that sums of times cannot overflow.
    private static let lengthLimit: Int64 = 1 << 52

    /// Longer times without a record are shortened to a limit, in milliseconds.
    init(idleLimit: Int64? = nil) {
        self.idleLimit = max(0, idleLimit ?? .max)
    }

    /// What is appended from now on stands in this file.
    mutating func begin(_ file: LogSegments) { files.append((count, file)) }

    mutating func append(sequence: UInt64, offset: Int, length: Int, received time: Int64) {
        // Where the recording machine's clock went back, no time passes.
        let pause = received.last.map { max(0, time - $0) } ?? 0
        due.append(min((due.last ?? 0) + min(pause, idleLimit), ReplayTimeline.lengthLimit))
        received.append(time)
        sequences.append(sequence)
        offsets.append(offset)
        lengths.append(UInt32(clamping: length))
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

    /// The place of a record; O(log n).
    func index(of sequence: UInt64) -> Int? {
        let index = sequences.partitioningIndex { $0 >= sequence }
        return index < count && sequences[index] == sequence ? index : nil
    }

    /// The log's own time at a time of the replay.
    func logTime(at position: Int64) -> Timestamp {
        let next = count(dueBy: position)
        guard next > 0 else { return start }
        let time = received[next - 1] + (position - due[next - 1])
        return Timestamp(milliseconds: next < count ? min(time, max(received[next - 1], received[next])) : time)
    }

    /// The time of the replay at a time in the log; O(log n).
    ///
    /// Within a pause that is shortened it is the end of the pause that counts. Where the recording machine's clock went
    /// back, it is one of the times that fit.
    func position(at time: Timestamp) -> Int64 {
        let next = received.partitioningIndex { $0 >= time.milliseconds }
        guard next > 0 else { return 0 }
        guard next < count else { return length }
        return max(due[next - 1], due[next] - (received[next] - time.milliseconds))
    }

    /// Where some records stand.
    func places(_ range: Range<Int>) -> [Place] {
        var places: [Place] = []
        places.reserveCapacity(range.count)
        for index in range {
            guard let file = files.last(where: { $0.first <= index })?.file else { continue }
            places.append(
                Place(file: file, offset: offsets[index], length: Int(lengths[index]), sequence: sequences[index])
            )
        }
        return places
    }

    /// The records received in each of equal parts of the time from the first to the last; O(n).
    func density(parts: Int) -> [Int] {
        guard count > 0, parts > 0 else { return [] }
        var counts = [Int](repeating: 0, count: parts)
        let start = start.milliseconds
        let scale = Double(parts) / Double(max(1, end.milliseconds - start))
        for time in received {
            let part = Double(time - start) * scale
            counts[min(max(0, Int(part)), parts - 1)] += 1
        }
        return counts
    }
}
