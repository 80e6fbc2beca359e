/// Tells of each line of a log, in order, which file it stands in, and where.
struct LinePlaces: Equatable, Sendable {
    private struct File: Equatable {
        var path: String
        var start: Int
    }

    private var files: [File] = []
    /// The file that the last line stood in, and the number of lines before it.
    private var index = 0
    private var linesBefore = 0

    init() {}

    init(of log: LogSegments) {
        files = log.segments.map { File(path: $0.file.path, start: $0.start) }
    }

    mutating func place(_ number: Int, at offset: Int) -> RecoveryReport.Place {
        while index + 1 < files.count, offset >= files[index + 1].start {
            index += 1
            linesBefore = number - 1
        }
        guard files.count > 1 else { return RecoveryReport.Place(file: nil, line: number, offset: offset) }
        let file = files[index]
        return RecoveryReport.Place(file: file.path, line: number - linesBefore, offset: offset - file.start)
    }
}

/// The numbers that a log passed over, so that one that comes late is not taken for one that comes again.
struct MissingNumbers: Equatable, Sendable {
    private var ranges: [Range<UInt64>] = []

    /// A log with more gaps than this is told to have numbers twice that may only be late.
    private static let limit = 4_096

    mutating func add(after last: UInt64, before number: UInt64) {
        guard number > last + 1, ranges.count < MissingNumbers.limit else { return }
        ranges.append(last + 1..<number)
    }

    func contains(_ number: UInt64) -> Bool {
        let index = ranges.partitioningIndex { $0.upperBound > number }
        return index < ranges.count && ranges[index].contains(number)
    }
}
