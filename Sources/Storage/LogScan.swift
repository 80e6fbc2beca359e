import Bookings

/// Reads a log from end to end on all cores and gives its lines in their order.
///
/// The log is cut into pieces; a few threads read, check and take apart whatever lines begin in theirs, some pieces ahead of
/// the caller, who gets them one after the other. Memory is bounded, and nothing is written.
struct LogScan {
    /// A line, as far as its reader need know it.
    struct Line {
        /// Counts from 1.
        var number: Int
        /// Where it starts in the log, in bytes.
        var offset: Int
        /// Its length without its end, be that LF or CR LF.
        var length: Int
        /// Whether it has a newline; only the last may lack it.
        var isEnded: Bool
        /// What it is.
        var content: Content
        /// What a repeat is found by of a sighting whose checksum agrees.
        var repeatKeys = RepeatKeys()

        /// What a repeat of the sighting is found by; of any other line nothing.
        var keys: RepeatKeys {
            guard case .record(let decoded) = content, case .sighting(let record) = decoded.record else {
                return repeatKeys
            }
            return RepeatKeys(of: record.sighting)
        }
    }

    enum Content {
        /// A sighting whose checksum agrees; what it tells stands in the fields that come with the line.
        case sighting
        /// Any other record; lines are handed on by the million, and these are few.
        indirect case record(DecodedLine)
        indirect case bad(RecordError)
        case torn
        case blank
        case tooLong
    }

    private let log: LogSegments
    private let size: Int
    /// Whether lines whose checksum agrees are read as strictly as all others.
    private let isStrict: Bool
    private let onRead: LogProgress.Observer?

    /// Reads up to an offset in the log; where none is given, up to where it ends now.
    init(
        _ log: LogSegments,
        upTo end: Int? = nil,
        isStrict: Bool = false,
        onRead: LogProgress.Observer? = nil
    ) throws(LogError) {
        self.log = log
        self.isStrict = isStrict
        self.onRead = onRead
        if let end { size = end } else { size = try log.end }
    }

    /// Gives the lines to the body, on the caller's thread, until it answers no; the fields are good only within the call.
    func lines(_ body: (Line, borrowing SightingFields) throws(LogError) -> Bool) throws(LogError) {
        let length = max(0, size - log.start)
        let pieces = (length + LogPiece.length - 1) / LogPiece.length
        let work = LogScanWork(log: log, size: size, pieces: pieces, isStrict: isStrict)
        defer { work.stop() }
        var number = 0
        for index in 0..<pieces {
            let piece = work.take(index)
            defer { work.giveBack(piece) }
            if let error = piece.error { throw error }
            guard try piece.visitLines(after: &number, body) else { return }
            onRead?(LogProgress(read: min((index + 1) * LogPiece.length, length), size: length))
        }
    }
}
