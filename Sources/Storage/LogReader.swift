public import Bookings

/// Reads a log line by line, without ever writing to it and in bounded memory.
///
/// Lines end at byte 0x0A alone. A last line without it is told as `torn` unless it is a whole record.
public struct LogReader {
    /// One line of a log.
    public struct Line {
        /// Counts from 1.
        public var number: Int
        /// Where it starts in the file, in bytes.
        public var offset: Int
        /// Its length without the newline.
        public var length: Int
        /// What it is.
        public var content: Content
    }

    /// What a line is.
    public enum Content {
        /// A record.
        case record(DecodedRecord)
        /// Not a record.
        case bad(RecordError)
        /// The last line, cut off in the middle.
        case torn
        /// A line without anything in it.
        case blank
        /// A line longer than any record; its bytes were passed over.
        case tooLong
    }

    /// The longest line that is read.
    static let lineLimit = 1 << 20
    private static let chunk = 1 << 20

    private let file: OpenFile
    private var buffer: [UInt8] = []
    private var position = 0
    private var readTo: Int
    private var lineStart: Int
    private var number = 0
    private var isSkipping = false

    /// Opens a log for reading.
    public init(path: String) throws(LogError) {
        self.init(file: try OpenFile(path: path, flags: 0))
    }

    init(file: OpenFile, from offset: Int = 0) {
        self.file = file
        readTo = offset
        lineStart = offset
    }

    /// The next line; nil at the end of the file as it is now.
    public mutating func next() throws(LogError) -> Line? {
        while true {
            if let end = buffer[position...].firstIndex(of: 0x0A) { return line(upTo: end, isWhole: true) }
            if !isSkipping, buffer.count - position > LogReader.lineLimit { isSkipping = true }
            if isSkipping {
                buffer.removeAll(keepingCapacity: true)
            } else {
                buffer.removeFirst(position)
            }
            position = 0
            let more = try file.read(at: readTo, count: LogReader.chunk)
            readTo += more.count
            if more.isEmpty {
                guard !buffer.isEmpty || (isSkipping && readTo > lineStart) else { return nil }
                return line(upTo: buffer.count, isWhole: false)
            }
            buffer += more
        }
    }

    private mutating func line(upTo end: Int, isWhole: Bool) -> Line {
        number += 1
        let bytes = position..<end
        let start = lineStart
        let length = isSkipping ? readTo - (buffer.count - end) - start : bytes.count
        let content = isSkipping ? (isWhole ? Content.tooLong : .torn) : content(of: bytes, isWhole: isWhole)
        isSkipping = false
        position = min(end + 1, buffer.count)
        lineStart = start + length + (isWhole ? 1 : 0)
        return Line(number: number, offset: start, length: length, content: content)
    }

    private func content(of range: Range<Int>, isWhole: Bool) -> Content {
        if buffer[range].allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return .blank }
        do {
            let decoded = try buffer.withUnsafeBufferPointer { bytes throws(RecordError) in
                try SightingRecord.decode(UnsafeBufferPointer(rebasing: bytes[range]))
            }
            return .record(decoded)
        } catch {
            return isWhole ? .bad(error) : .torn
        }
    }
}
