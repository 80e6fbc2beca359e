import Bookings
import Ledger

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `funnel.jsonl` beside the log: a line for each calendar whose counts grew, with what was added and until when.
struct FunnelFile {
    /// From this size on the lines are summed up into one for each calendar.
    static let compactSize = 4 << 20
    private static let pieceSize = 1 << 20
    /// Longer than any line that is written.
    private static let lineLimit = 4 << 10

    private let path: String
    private let folder: LogFolder
    private var endsInLine = true
    private var size = 0

    init(besides log: String) {
        path = (log.lastIndex(of: "/").map { String(log[...$0]) } ?? "") + "funnel.jsonl"
        folder = LogFolder(of: log, calls: .real)
    }

    /// Reads all lines; those that are damaged are passed over.
    ///
    /// A file that is not there is made with the first line.
    mutating func read() -> Funnel {
        var funnel = Funnel()
        guard let file = try? OpenFile(path: path, flags: O_RDONLY | O_NOFOLLOW) else { return funnel }
        var offset = 0
        var rest: [UInt8] = []
        while let piece = try? file.read(at: offset, count: FunnelFile.pieceSize), !piece.isEmpty {
            offset += piece.count
            rest += piece
            var start = rest.startIndex
            while let end = rest[start...].firstIndex(of: 0x0A) {
                FunnelFile.take(rest[start..<end], into: &funnel)
                start = end + 1
            }
            rest.removeSubrange(..<start)
            // Only its end is kept of a line without one, so that no file fills the memory.
            if rest.count > FunnelFile.lineLimit { rest.removeFirst(rest.count - FunnelFile.lineLimit - 1) }
        }
        endsInLine = rest.isEmpty
        size = offset
        return funnel
    }

    private static func take(_ line: ArraySlice<UInt8>, into funnel: inout Funnel) {
        guard line.count <= lineLimit, let value = try? JSONParser.parse(Array(line)),
            let instant = value["at"]?.string.flatMap({ Timestamp(iso8601: $0) }), let count = FunnelCount(value)
        else { return }
        funnel.add(count, at: instant)
    }

    /// Appends a line for each count; all or none of them.
    mutating func append(_ counts: [FunnelCount], at instant: Timestamp) throws(LogError) {
        // Opened anew each time, so that a file that was taken away or cut is noticed.
        let file = try OpenFile(path: path, flags: O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW)
        let lines = FunnelFile.lines(counts, at: instant)
        let before = try file.size
        do throws(LogError) {
            try file.write(endsInLine || before == 0 ? lines : [0x0A] + lines)
        } catch {
            if (try? file.truncate(to: before)) == nil { endsInLine = false }
            throw error
        }
        endsInLine = true
        size = before + lines.count
    }

    /// Puts one line for each calendar in the place of all lines where they have become many; they stay where that fails.
    mutating func compactIfLarge() throws(LogError) {
        guard size > FunnelFile.compactSize else { return }
        // What is only in memory has its own line coming, so the file alone says what is summed up.
        let funnel = read()
        guard let since = funnel.since else { return }
        let draft = path + ".new"
        unlink(draft)
        let file = try OpenFile(path: draft, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        let lines = FunnelFile.lines(funnel.counts, at: since)
        try file.write(lines)
        try file.sync()
        guard rename(draft, path) == 0 else { throw .system(call: "rename", path: path, errno: errno) }
        endsInLine = true
        size = lines.count
        try folder.sync()
    }

    private static func lines(_ counts: [FunnelCount], at instant: Timestamp) -> [UInt8] {
        var bytes: [UInt8] = []
        for count in counts {
            var object = ObjectWriter(writesNull: true)
            object.add("at", instant, to: &bytes)
            count.write(to: &object, into: &bytes)
            object.close(&bytes)
            bytes.append(0x0A)
        }
        return bytes
    }
}
