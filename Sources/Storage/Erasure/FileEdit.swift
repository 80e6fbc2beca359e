#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes the text of a file anew with some of its lines replaced or left out; compressed where the file is.
struct FileEdit {
    /// A line, without its end, and what stands in its place; nothing for a line that goes.
    struct Change {
        var range: Range<Int>
        var line: [UInt8]
    }

    private let source: LogSegments
    private let target: OpenFile
    private let isPacked: Bool
    private var pending: [UInt8] = []

    private static let pieceLength = 1 << 18
    /// The text of a compressed member.
    private static let memberLength = 1 << 20

    /// Writes a draft and has it on the disk; the changes are in the order of the text.
    static func write(
        _ changes: [Change],
        of file: SegmentFile,
        to draft: String,
        calls: SystemCalls
    ) throws(LogError) {
        var edit = try FileEdit(file, draft, calls)
        var place = 0
        for change in changes {
            try edit.copy(place..<change.range.lowerBound)
            try edit.add(change.line)
            place = change.range.upperBound
            if change.line.isEmpty { place += try edit.lengthOfLineEnd(at: place) }
        }
        try edit.copy(place..<(try file.size))
        try edit.flush(isLast: true)
        try edit.target.sync()
    }

    private init(_ file: SegmentFile, _ draft: String, _ calls: SystemCalls) throws(LogError) {
        source = LogSegments([.init(file: file, start: 0)], path: file.path)
        isPacked = file.path.hasSuffix(SegmentName.compressedEnding)
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW
        target = try OpenFile(path: draft, flags: flags, calls: calls)
    }

    private mutating func copy(_ range: Range<Int>) throws(LogError) {
        var place = range.lowerBound
        while place < range.upperBound {
            let piece = try source.read(at: place, count: min(FileEdit.pieceLength, range.upperBound - place))
            guard !piece.isEmpty else { throw .system(call: "read", path: source.path, errno: EIO) }
            try add(piece)
            place += piece.count
        }
    }

    private mutating func add(_ bytes: [UInt8]) throws(LogError) {
        pending += bytes
        if pending.count >= FileEdit.memberLength { try flush(isLast: false) }
    }

    /// Writes what is gathered; of what is compressed whole lines only, unless there is no end of one.
    private mutating func flush(isLast: Bool) throws(LogError) {
        guard !pending.isEmpty else { return }
        guard isPacked else {
            try target.write(pending)
            pending.removeAll(keepingCapacity: true)
            return
        }
        let end = isLast ? nil : pending.lastIndex(of: LogWriter.newline).map { $0 + 1 }
        let text = Array(pending[..<(end ?? pending.count)])
        guard let member = GzipFile.member(of: text) else {
            throw .system(call: "deflate", path: target.path, errno: ENOMEM)
        }
        try target.write(member)
        pending.removeFirst(text.count)
    }

    private func lengthOfLineEnd(at place: Int) throws(LogError) -> Int {
        let end = try source.read(at: place, count: 2)
        if end.first == LogWriter.newline { return 1 }
        return end == [0x0D, LogWriter.newline] ? 2 : 0
    }
}
