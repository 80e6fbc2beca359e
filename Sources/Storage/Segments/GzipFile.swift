import CPlatform
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A compressed segment: gzip members (RFC 1952) of whole lines, each of which says how long it is.
///
/// `zcat` reads it as one text. An extra field named `BW` in the header of each member holds the length of the member and
/// that of its text, four bytes each, little-endian; so any part of the text is read by inflating the members it is in.
final class GzipFile: Sendable {
    private struct Member {
        var start: Int
        var length: Int
        var textStart: Int
        var textLength: Int
        var isDamaged = false
    }

    /// A member that was inflated lately.
    private struct Inflated {
        var index = -1
        var text: [UInt8] = []
    }

    /// The place of one member that was inflated lately.
    private final class Slot: Sendable {
        let inflated = Mutex(Inflated())
    }

    /// The length of a header with its extra field.
    static let headerLength = 24
    static let extra: [UInt8] = [0x42, 0x57, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    private static let opening: [UInt8] = [0x1F, 0x8B, 8, 4]
    private static let pieceLength = 1 << 18
    /// What stands for a part that cannot be inflated: a line that is no record.
    private static let damagedText: [UInt8] = [0, 0x0A]
    private static let textLimit = 8 << 20

    let file: OpenFile
    private let members: [Member]
    let textLength: Int
    /// Those who read the same member wait for one of them to inflate it.
    private let slots = (0..<8).map { _ in Slot() }

    /// Reads the lengths of all members; nil where the first does not say its own, since another program made it.
    init?(_ file: OpenFile) throws(LogError) {
        var members: [Member] = []
        var (offset, textLength) = (0, 0)
        let size = try file.size
        while offset < size {
            var member: Member
            if let (length, text) = try GzipFile.lengths(at: offset, of: file), length <= size - offset {
                member = Member(start: offset, length: length, textStart: textLength, textLength: text)
            } else {
                guard !members.isEmpty else { return nil }
                let next = try GzipFile.nextMember(after: offset, of: file) ?? size
                member = Member(start: offset, length: next - offset, textStart: textLength, textLength: 0)
                member.textLength = GzipFile.damagedText.count
                member.isDamaged = true
            }
            members.append(member)
            offset += member.length
            textLength += member.textLength
        }
        self.file = file
        self.members = members
        self.textLength = textLength
    }

    /// Fills a buffer with text from an offset on, and gives how much of it.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(LogError) -> Int {
        var filled = 0
        var index = members.partitioningIndex { $0.textStart + $0.textLength > offset }
        while filled < buffer.count, index < members.count {
            let from = offset + filled - members[index].textStart
            let count = min(buffer.count - filled, members[index].textLength - from)
            let target = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<filled + count])
            try copyText(of: index, from: from, to: target)
            filled += count
            index += 1
        }
        return filled
    }

    private func copyText(of index: Int, from: Int, to target: UnsafeMutableRawBufferPointer) throws(LogError) {
        var failure: LogError?
        slots[index % slots.count].inflated.withLock { slot in
            do throws(LogError) {
                if slot.index != index {
                    slot = Inflated(index: index, text: try text(of: members[index]))
                }
                slot.text.withUnsafeBytes { target.copyMemory(from: .init(rebasing: $0[from..<from + target.count])) }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    /// The text of a member; zeros with a newline where it is damaged, so that all other members can still be read.
    private func text(of member: Member) throws(LogError) -> [UInt8] {
        guard !member.isDamaged else { return GzipFile.damagedText }
        let packed = try file.read(at: member.start, count: member.length)
        return GzipFile.text(of: packed, length: member.textLength)
            ?? [UInt8](repeating: 0, count: member.textLength - 1) + [0x0A]
    }

    /// The text of one whole member; nil where it is damaged.
    static func text(of packed: [UInt8], length: Int) -> [UInt8]? {
        var isWhole = false
        let text = [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
            isWhole = cs_gunzip(packed, packed.count, buffer.baseAddress, length) == 0
            filled = isWhole ? length : 0
        }
        return isWhole ? text : nil
    }

    /// Packs lines into one member; nil where there is no memory for it.
    static func member(of text: [UInt8], level: Int32 = 6) -> [UInt8]? {
        var isPacked = false
        var member = [UInt8](unsafeUninitializedCapacity: cs_gzip_bound(text.count)) { buffer, filled in
            let length = cs_gzip(text, text.count, buffer.baseAddress, buffer.count, level, extra, extra.count)
            isPacked = length > headerLength
            filled = max(0, length)
        }
        guard isPacked, let length = UInt32(exactly: member.count), let textLength = UInt32(exactly: text.count) else {
            return nil
        }
        for byte in 0..<4 {
            member[headerLength - 8 + byte] = UInt8(truncatingIfNeeded: length >> UInt32(byte * 8))
            member[headerLength - 4 + byte] = UInt8(truncatingIfNeeded: textLength >> UInt32(byte * 8))
        }
        return member
    }

    /// What the header of a member says; nil where there is none, or it is wild.
    private static func lengths(at offset: Int, of file: OpenFile) throws(LogError) -> (member: Int, text: Int)? {
        let header = try file.read(at: offset, count: headerLength)
        guard header.count == headerLength, header.starts(with: opening), header[10] == 12, header[11] == 0,
            header[12..<16].elementsEqual(extra.prefix(4))
        else { return nil }
        let numbers = [16, 20].map { place in
            (0..<4).reduce(0) { $0 | Int(header[place + $1]) << ($1 * 8) }
        }
        guard numbers[0] > headerLength, (1...textLimit).contains(numbers[1]) else { return nil }
        return (numbers[0], numbers[1])
    }

    /// Where the next member begins behind a damaged one.
    private static func nextMember(after offset: Int, of file: OpenFile) throws(LogError) -> Int? {
        var place = offset + 1
        while true {
            let piece = try file.read(at: place, count: pieceLength)
            guard piece.count >= headerLength else { return nil }
            for index in 0...piece.count - headerLength
            where piece[index] == opening[0] && piece[index...].starts(with: opening) {
                if try lengths(at: place + index, of: file) != nil { return place + index }
            }
            guard piece.count == pieceLength else { return nil }
            place += piece.count - headerLength + 1
        }
    }
}
