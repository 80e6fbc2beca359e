import Bookings

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files beside a log that may hold something of what came to it: what could not be decoded, what was torn off its end, and
/// what stood in its place.
struct SideFiles {
    /// One that holds something of a person.
    struct Finding {
        var path: String
        /// The lines that do, by their places in the text of the file.
        var lines: [Range<Int>]
    }

    private(set) var findings: [Finding] = []
    private(set) var skipped: [String] = []

    private static let base64 = Array(#""raw_base64":""#.utf8)

    /// Reads them all.
    init(of log: String, for person: PersonToErase, ids: [String]) throws(LogError) {
        let matcher = PersonMatcher(emails: person.emails, ids: ids, in: .anything)
        let folder = LogFolder.prefix(of: log)
        // As an erasure leaves them that was interrupted, and is only read.
        let journal = try ErasureJournal(of: log)
        for name in SideFiles.names(of: log) {
            let path = folder + name
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            guard status.st_mode & S_IFMT == S_IFREG else {
                skipped.append(name)
                continue
            }
            let file = try SegmentFile(path: path, standingIn: journal?.draft(for: path, of: log))
            let lines = try SideFiles.lines(of: file, matcher)
            if !lines.isEmpty { findings.append(Finding(path: path, lines: lines)) }
        }
    }

    /// Their names, in order.
    private static func names(of log: String) -> [String] {
        let folder = LogFolder.prefix(of: log)
        let name = log.dropFirst(folder.count)
        return LogFolder.names(in: folder).filter { other in
            other.hasPrefix(name + ".torn") || other.hasPrefix(name + ".aside")
                || other.hasPrefix("rejected.") && other.contains(".jsonl")
        }.sorted()
    }

    private static func lines(of file: SegmentFile, _ matcher: PersonMatcher) throws(LogError) -> [Range<Int>] {
        let text = LogSegments([.init(file: file, start: 0)], path: file.path)
        var reader = LogReader(text)
        var lines: [Range<Int>] = []
        while let line = try reader.next() {
            let range = line.offset..<line.offset + line.length
            let isPlain = try matcher.find(in: text, at: range).isAny
            if try isPlain ? true : isFoundEncoded(text, range, matcher) { lines.append(range) }
        }
        return lines
    }

    /// Whether the person is found in a payload that is kept in Base64, since it was no text.
    private static func isFoundEncoded(
        _ text: LogSegments,
        _ range: Range<Int>,
        _ matcher: PersonMatcher
    ) throws(LogError) -> Bool {
        guard range.count <= LogReader.lineLimit else { return false }
        let line = try text.read(at: range.lowerBound, count: range.count)
        guard let key = line.firstRange(of: base64) else { return false }
        return matcher.find(in: Base64.bytes(line[key.upperBound...])).isAny
    }
}
