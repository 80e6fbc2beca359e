#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files of a log in order, read as one text.
///
/// An offset in the log stays what it is when a segment is closed, compressed or removed. It never changes: where a segment
/// comes, goes or is compressed, there is another list.
final class LogSegments: Sendable {
    /// One file of the log.
    struct Segment: Sendable {
        var file: SegmentFile
        /// Where it begins in the log.
        var start: Int
        /// The length of its text, with a newline that it may lack; nil for the one that grows.
        var length: Int?
        /// Whether its last line has no end; the log has one there, for the next segment begins with a line.
        var lacksNewline = false
        /// When its newest record was received, in milliseconds since 1970, where that is known.
        var newest = Int64.min

        var end: Int { length.map { start + $0 } ?? .max }
    }

    let segments: [Segment]
    /// What errors call the log.
    let path: String

    private static let attempts = 5

    init(_ segments: [Segment], path: String) {
        self.segments = segments
        self.path = path
    }

    /// Opens a log for reading: all its segments, or, where the path is that of one closed segment, that alone.
    convenience init(path: String) throws(LogError) {
        guard !SegmentName.isSegment(path) else {
            self.init([Segment(file: try SegmentFile(path: path), start: 0)], path: path)
            return
        }
        var attempt = 1
        while true {
            do throws(LogError) {
                let journal = try ErasureJournal(of: path)
                let closed = try LogSegments.closed(of: path, journal)
                // Where the newest segment was just closed, the next is not there yet.
                let isActiveThere = closed.isEmpty || access(path, F_OK) == 0
                let active =
                    isActiveThere
                    ? [Segment(file: try LogSegments.file(path, of: path, journal), start: closed.end)] : []
                // Between the listing and the opening a segment may have been closed, which is then missing here; or something
                // was erased, of which one file would tell and another not.
                let names = try LogSegments.names(of: path)
                let isUnchanged =
                    names == closed.map(\.file.path) && (closed + active).allSatisfy { $0.file.isInPlace }
                guard attempt < LogSegments.attempts, !isUnchanged else {
                    self.init(closed + active, path: path)
                    return
                }
            } catch .system("open", let missing, ENOENT) where missing != path && attempt < LogSegments.attempts {
                // It was compressed or removed since the folder was listed.
            }
            attempt += 1
        }
    }

    /// The closed segments of a log, open for reading, in order.
    static func closed(of path: String, _ journal: ErasureJournal? = nil) throws(LogError) -> [Segment] {
        var segments: [Segment] = []
        for name in try names(of: path) {
            segments.append(try closed(file(name, of: path, journal), at: segments.end))
        }
        return segments
    }

    /// A file of a log, as an interrupted erasure leaves it.
    private static func file(
        _ name: String,
        of log: String,
        _ journal: ErasureJournal?
    ) throws(LogError) -> SegmentFile {
        guard let draft = journal?.draft(for: name, of: log) else { return try SegmentFile(path: name) }
        return try SegmentFile(path: name, standingIn: draft)
    }

    /// A file that no longer grows, as a segment.
    static func closed(_ file: SegmentFile, at start: Int) throws(LogError) -> Segment {
        let size = try file.size
        var last: [UInt8] = [0x0A]
        if size > 0 {
            last = try LogSegments([Segment(file: file, start: 0)], path: file.path).read(at: size - 1, count: 1)
        }
        let lacksNewline = last != [0x0A]
        return Segment(file: file, start: start, length: size + (lacksNewline ? 1 : 0), lacksNewline: lacksNewline)
    }

    private static func names(of path: String) throws(LogError) -> [String] {
        var names: [String] = []
        var last: UInt64?
        // Of two forms of a segment the plain one comes first.
        for found in SegmentName(log: path).all() where found.first != last {
            names.append(found.path)
            last = found.first
        }
        return names
    }

    /// Where the log begins; not at 0 where older segments were removed since it was opened.
    var start: Int { segments.first?.start ?? 0 }

    /// Where the log ends, as it is now.
    var end: Int {
        get throws(LogError) {
            guard let last = segments.last else { return 0 }
            guard let length = last.length else { return last.start + (try last.file.size) }
            return last.start + length
        }
    }

    /// Reads up to `count` bytes at an offset; fewer only at the end of the log.
    func read(at offset: Int, count: Int) throws(LogError) -> [UInt8] {
        var failure: LogError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(LogError) {
                filled = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Fills a buffer from an offset on, and gives how much of it; less than all only at the end of the log.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(LogError) -> Int {
        var filled = 0
        var index = segments.partitioningIndex { $0.end > offset }
        while filled < buffer.count, index < segments.count {
            let segment = segments[index]
            let from = offset + filled - segment.start
            guard from >= 0 else { break }
            let count = segment.length.map { min($0 - from, buffer.count - filled) } ?? (buffer.count - filled)
            let target = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<filled + count])
            var got = try segment.file.read(into: target, at: from)
            if segment.lacksNewline, got == count - 1, from + count == segment.length {
                target[got] = 0x0A
                got += 1
            }
            filled += got
            // Somebody cut the file.
            guard got == count else { break }
            index += 1
        }
        return filled
    }

    /// The file that has an offset, and the offset there.
    func place(of offset: Int) -> (path: String, offset: Int)? {
        let index = segments.partitioningIndex { $0.end > offset }
        guard index < segments.count, offset >= segments[index].start else { return nil }
        return (segments[index].file.path, offset - segments[index].start)
    }
}

extension [LogSegments.Segment] {
    /// Where what follows them begins.
    var end: Int { last.map { $0.start + ($0.length ?? 0) } ?? 0 }
}
