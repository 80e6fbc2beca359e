public import Bookings

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads a log line by line, without ever writing to it and in bounded memory.
///
/// Lines end at byte 0x0A alone. A last line without it is told as `torn` unless it is a whole record.
public struct LogReader {
    /// One line of a log.
    public struct Line {
        /// Counts from 1.
        public var number: Int
        /// Where it starts in the log, in bytes.
        public var offset: Int
        /// Its length without its end, be that LF or CR LF.
        public var length: Int
        /// Whether it has a newline; only the last may lack it.
        public var isEnded: Bool
        /// What it is.
        public var content: Content
    }

    /// What a line is.
    public enum Content {
        /// A record.
        case record(DecodedLine)
        /// Not a record.
        case bad(RecordError)
        /// The last line, cut off in the middle.
        case torn
        /// A line without anything in it.
        case blank
        /// A line longer than any record; its bytes were passed over.
        case tooLong
    }

    /// The longest line that is read, in bytes; eight times what the largest payload makes.
    public static let lineLimit = 1 << 20
    private static let chunk = 1 << 18

    private let log: LogSegments
    /// Told how far it is, with each piece that is read.
    private let onRead: LogProgress.Observer?
    private var size = 0
    private var buffer: [UInt8] = []
    private var position = 0
    /// The bytes of the buffer that were searched for a newline.
    private var searched = 0
    private var readTo: Int
    private var lineStart: Int
    private var number = 0
    private var isTooLong = false

    /// Opens a log for reading.
    public init(path: String, onRead: LogProgress.Observer? = nil) throws(LogError) {
        self.init(try LogSegments(path: path), onRead: onRead)
    }

    init(_ log: LogSegments, from offset: Int = 0, onRead: LogProgress.Observer? = nil) {
        self.log = log
        self.onRead = onRead
        if onRead != nil { size = (try? log.end) ?? 0 }
        readTo = offset
        lineStart = offset
    }

    /// The next line; nil at the end of the file as it is now.
    public mutating func next() throws(LogError) -> Line? {
        while true {
            if let end = newline() { return line(upTo: end, isEnded: true) }
            // Of a line that is too long only the length is kept.
            if buffer.count - position > LogReader.lineLimit { isTooLong = true }
            buffer.removeSubrange(..<(isTooLong ? buffer.count : position))
            position = 0
            searched = buffer.count
            let more = try log.read(at: readTo, count: LogReader.chunk)
            readTo += more.count
            buffer += more
            onRead?(LogProgress(read: readTo, size: max(size, readTo)))
            if more.isEmpty { return readTo > lineStart ? line(upTo: buffer.count, isEnded: false) : nil }
        }
    }

    /// The place of the first newline that was not passed yet.
    private mutating func newline() -> Int? {
        let found = buffer.withUnsafeBytes { bytes -> Int? in
            guard let base = bytes.baseAddress, searched < bytes.count else { return nil }
            return memchr(base + searched, 0x0A, bytes.count - searched).map { UnsafeRawPointer($0) - base }
        }
        searched = found.map { $0 + 1 } ?? buffer.count
        return found
    }

    private mutating func line(upTo end: Int, isEnded: Bool) -> Line {
        number += 1
        let start = lineStart
        let lineEnd = readTo - (buffer.count - end)
        var range = position..<end
        if isEnded, buffer[range].last == 0x0D { range.removeLast() }
        if lineEnd - start > LogReader.lineLimit { isTooLong = true }
        let content = isTooLong ? (isEnded ? Content.tooLong : .torn) : content(of: range, isEnded: isEnded)
        let length = isTooLong ? lineEnd - start : range.count
        isTooLong = false
        position = min(end + 1, buffer.count)
        lineStart = lineEnd + (isEnded ? 1 : 0)
        return Line(number: number, offset: start, length: length, isEnded: isEnded, content: content)
    }

    private func content(of range: Range<Int>, isEnded: Bool) -> Content {
        if buffer[range].allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return .blank }
        do {
            let decoded = try buffer.withUnsafeBufferPointer { bytes throws(RecordError) in
                try DecodedLine(UnsafeBufferPointer(rebasing: bytes[range]))
            }
            return .record(decoded)
        } catch {
            return isEnded ? .bad(error) : .torn
        }
    }
}
