import Bookings

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The lines that begin in one piece of a log, read and taken apart; its memory is used for one piece after the other.
///
/// One thread at a time has it: the one that reads it, then the one that takes its lines.
final class LogPiece: @unchecked Sendable {
    /// The length of a piece of the log, in bytes.
    static let length = 1 << 18
    /// How much is read at a time of a line that goes on behind its piece.
    private static let step = 1 << 16

    /// The lines, in order; their numbers are not known yet.
    private var lines: [LogScan.Line] = []
    /// What the sightings among them tell, in their order; more of them may be left from before.
    private var fields = UnsafeMutableBufferPointer<SightingFields>.allocate(capacity: 1)
    private var sightings = 0
    /// Why the file could not be read.
    private(set) var error: LogError?

    private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: LogPiece.length + 1 << 16, alignment: 8)
    /// Where in the log the buffer begins, and how much of it is filled.
    private var start = 0
    private var filled = 0

    init() {
        fields.initializeElement(at: 0, to: SightingFields())
    }

    deinit {
        fields.deinitialize()
        fields.deallocate()
        buffer.deallocate()
    }

    /// Reads the lines that begin in the piece of a number.
    func read(_ index: Int, of log: LogSegments, size: Int, isStrict: Bool) {
        lines.removeAll(keepingCapacity: true)
        sightings = 0
        error = nil
        do throws(LogError) {
            try readLines(index, of: log, size: size, isStrict: isStrict)
        } catch {
            self.error = error
        }
    }

    /// Gives the lines to the body until it answers no; `number` is that of the last line before, and then of the last given.
    ///
    /// - Returns: whether all were given.
    func visitLines(
        after number: inout Int,
        _ body: (LogScan.Line, borrowing SightingFields) throws(LogError) -> Bool
    ) throws(LogError) -> Bool {
        var sighting = 0
        for index in lines.indices {
            number += 1
            lines[index].number = number
            // What comes with a line that is no sighting is not looked at.
            guard try body(lines[index], fields[min(sighting, fields.count - 1)]) else { return false }
            if case .sighting = lines[index].content { sighting += 1 }
        }
        return true
    }

    private func readLines(_ index: Int, of log: LogSegments, size: Int, isStrict: Bool) throws(LogError) {
        let first = log.start + index * LogPiece.length
        let end = min(first + LogPiece.length, size)
        // The byte before tells whether a line begins at the first.
        start = max(log.start, first - 1)
        filled = 0
        try fill(to: end - start, from: log)
        var place = 0
        if index > 0 {
            guard let newline = newline(from: 0) else { return }
            place = newline + 1
        }
        // The buffer may move only before lines are taken apart: what they tell stands in it.
        let isWhole = try readOn(from: place, to: size, of: log)
        while start + place < min(end, start + filled) {
            guard let newline = newline(from: place) else {
                if isWhole {
                    add(place..<filled, isEnded: false, isStrict)
                } else {
                    try addGiant(place, size, of: log)
                }
                return
            }
            add(place..<newline, isEnded: true, isStrict)
            place = newline + 1
        }
    }

    /// Reads on to the end of the last line that begins in the piece, unless it is longer than any record.
    private func readOn(from place: Int, to size: Int, of log: LogSegments) throws(LogError) -> Bool {
        var searched = filled
        while searched > place, buffer[searched - 1] != 0x0A { searched -= 1 }
        let last = searched
        // A line that begins right behind the piece is the next one's.
        guard last < filled else { return true }
        searched = filled
        while start + filled < size, newline(from: searched) == nil {
            guard filled - last <= LogReader.lineLimit else { return false }
            searched = filled
            try fill(to: min(filled + LogPiece.step, size - start), from: log)
            // Somebody cut the file since its size was asked for.
            if filled == searched { break }
        }
        return true
    }

    /// Of a line that is longer than any record only the length matters.
    private func addGiant(_ place: Int, _ size: Int, of log: LogSegments) throws(LogError) {
        var end = start + filled
        var isEnded = false
        while end < size, !isEnded {
            let bytes = try log.read(at: end, count: min(LogPiece.length, size - end))
            if bytes.isEmpty { break }
            let newline = bytes.firstIndex(of: 0x0A)
            end += newline ?? bytes.count
            isEnded = newline != nil
        }
        let offset = start + place
        let content: LogScan.Content = isEnded ? .tooLong : .torn
        lines.append(.init(number: 0, offset: offset, length: end - offset, isEnded: isEnded, content: content))
    }

    private func add(_ range: Range<Int>, isEnded: Bool, _ isStrict: Bool) {
        var range = range
        if isEnded, let last = range.last, buffer[last] == 0x0D { range.removeLast() }
        let bytes = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer.bindMemory(to: UInt8.self))[range])
        let isTooLong = range.count > LogReader.lineLimit
        let content = isTooLong ? (isEnded ? .tooLong : .torn) : content(of: bytes, isEnded: isEnded, isStrict)
        var line = LogScan.Line(
            number: 0,
            offset: start + range.lowerBound,
            length: range.count,
            isEnded: isEnded,
            content: content
        )
        if case .sighting = content {
            line.repeatKeys = RepeatKeys(of: fields[sightings])
            sightings += 1
        }
        lines.append(line)
    }

    private func content(of bytes: UnsafeBufferPointer<UInt8>, isEnded: Bool, _ isStrict: Bool) -> LogScan.Content {
        if !isStrict {
            makeRoomForSighting()
            if fields[sightings].fill(fromSealed: bytes) { return .sighting }
        }
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return .blank }
        do {
            return .record(try DecodedLine(bytes))
        } catch {
            return isEnded ? .bad(error) : .torn
        }
    }

    private func makeRoomForSighting() {
        guard sightings == fields.count else { return }
        let more = UnsafeMutableBufferPointer<SightingFields>.allocate(capacity: fields.count * 2)
        for index in more.indices {
            more.initializeElement(
                at: index,
                to: index < sightings ? fields.moveElement(from: index) : SightingFields()
            )
        }
        fields.deallocate()
        fields = more
    }

    private func newline(from place: Int) -> Int? {
        guard let base = buffer.baseAddress, place < filled else { return nil }
        return memchr(base + place, 0x0A, filled - place).map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
    }

    /// Reads on until that many bytes of the buffer are filled, or the file ends.
    private func fill(to count: Int, from log: LogSegments) throws(LogError) {
        if count > buffer.count {
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, buffer.count * 2), alignment: 8)
            larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
            buffer.deallocate()
            buffer = larger
        }
        guard count > filled else { return }
        filled += try log.read(
            into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<count]),
            at: start + filled
        )
    }
}
