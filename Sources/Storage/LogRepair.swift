import Bookings

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A clean copy of a log: its good records as they are, in their order, and nothing else.
public struct LogRepair: Sendable {
    /// The records that were taken over.
    public private(set) var kept = 0
    /// What was left out: the first twenty, with their reasons.
    public private(set) var leftOut: [RecoveryReport.BadLine] = []
    /// The number of lines that were left out.
    public private(set) var leftOutCount = 0

    private static let listLimit = 20
    private static let writeLength = 1 << 20

    /// Where the copy of a log goes if nobody says otherwise: `bookings.repaired.jsonl` beside it, and plain.
    public static func standardOutput(for log: String) -> String {
        let plain = log.hasSuffix(SegmentName.compressedEnding) ? String(log.dropLast(3)) : log
        let nameStart = plain.lastIndex(of: "/").map(plain.index(after:)) ?? plain.startIndex
        guard let dot = plain[nameStart...].lastIndex(of: "."), dot > nameStart else { return plain + ".repaired" }
        return plain[..<dot] + ".repaired" + plain[dot...]
    }

    /// Writes the copy of a log, all its segments in one file, which must not be there yet; the log itself is only read.
    ///
    /// A record whose checksum disagrees is left out, and so is one without a checksum where those before have one. Numbers
    /// that come twice or fall stay as they are: every reader gives such records the next number.
    public init(
        of path: String,
        to output: String,
        onRead: LogProgress.Observer? = nil
    ) throws(LogError) {
        let log = try LogSegments(path: path)
        var report = RecoveryReport(of: log)
        var places = LinePlaces(of: log)
        let file = try OpenFile(path: output, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        do throws(LogError) {
            var text: [UInt8] = []
            try LogScan(log, isStrict: true, onRead: onRead).lines { (line, _) throws(LogError) in
                let place = places.place(line.number, at: line.offset)
                let (changed, bad) = (report.changedCount, report.badLineCount)
                let number = report.add(line, sequence: 0)
                if report.changedCount > changed {
                    leaveOut(place, "the record disagrees with its checksum")
                } else if report.badLineCount > bad {
                    leaveOut(place, report.badLines.last?.reason ?? "it is no record")
                } else if case .torn = line.content {
                    leaveOut(place, "the last line is torn")
                } else if number != nil {
                    kept += 1
                    text += try log.read(at: line.offset, count: line.length)
                    text.append(0x0A)
                }
                guard text.count >= LogRepair.writeLength else { return }
                try file.write(text)
                text = []
            }
            try report.checkIsLog(log)
            try file.write(text)
            try file.sync()
            try LogFolder(of: output, calls: .real).sync()
        } catch {
            unlink(output)
            throw error
        }
    }

    private mutating func leaveOut(_ place: RecoveryReport.Place, _ reason: String) {
        leftOutCount += 1
        guard leftOut.count < LogRepair.listLimit else { return }
        leftOut.append(RecoveryReport.BadLine(place: place, reason: reason))
    }
}
