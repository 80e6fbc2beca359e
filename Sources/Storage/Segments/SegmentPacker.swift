#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Compresses a closed segment, and makes sure that it can be had back.
struct SegmentPacker {
    /// What the name of an unfinished file ends with.
    static let draftEnding = ".new"
    /// The text of a member, but for the rest of its last line.
    private static let memberLength = 1 << 20
    /// The text that is read again together.
    private static let pieceLength = 1 << 18

    let calls: SystemCalls
    /// Asked now and then whether the work is still wanted.
    let goesOn: () -> Bool

    /// Writes the compressed form beside the plain one, which stays; nil where the work is no longer wanted.
    func pack(_ segment: LogSegments.Segment) throws(LogError) -> SegmentFile? {
        let target = segment.file.path + SegmentName.compressedEnding
        let draft = target + SegmentPacker.draftEnding
        do throws(LogError) {
            unlink(draft)
            let file = try OpenFile(path: draft, flags: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, calls: calls)
            guard try write(segment.file, to: file), try isSame(segment.file, file) else {
                unlink(draft)
                return nil
            }
            try file.sync()
            guard calls.rename(draft, target) == 0 else { throw .system(call: "rename", path: draft, errno: errno) }
            try LogFolder(of: target, calls: calls).sync()
            return try SegmentFile(path: target)
        } catch {
            unlink(draft)
            throw error
        }
    }

    private func write(_ source: SegmentFile, to file: OpenFile) throws(LogError) -> Bool {
        let size = try source.size
        var offset = 0
        while offset < size {
            guard goesOn() else { return false }
            let text = try lines(of: source, at: offset, size: size)
            guard let member = GzipFile.member(of: text) else {
                throw .system(call: "deflate", path: file.path, errno: ENOMEM)
            }
            try file.write(member)
            offset += text.count
        }
        return true
    }

    /// About a member's text of whole lines; the last of the segment may lack its end.
    private func lines(of source: SegmentFile, at offset: Int, size: Int) throws(LogError) -> [UInt8] {
        let log = LogSegments([.init(file: source, start: 0)], path: source.path)
        var text = try log.read(at: offset, count: min(SegmentPacker.memberLength, size - offset))
        guard !text.isEmpty else { throw .system(call: "read", path: source.path, errno: EIO) }
        while text.last != 0x0A, offset + text.count < size {
            // A line that is longer than any record is no record; it may well be cut.
            guard text.count < SegmentPacker.memberLength + LogReader.lineLimit else { break }
            let more = try log.read(at: offset + text.count, count: min(1 << 14, size - offset - text.count))
            guard !more.isEmpty else { throw .system(call: "read", path: source.path, errno: EIO) }
            text += more.firstIndex(of: 0x0A).map { more[...$0] } ?? more[...]
        }
        return text
    }

    private func isSame(_ source: SegmentFile, _ file: OpenFile) throws(LogError) -> Bool {
        let size = try source.size
        guard let packed = try GzipFile(file), packed.textLength == size else {
            throw .system(call: "inflate", path: file.path, errno: EIO)
        }
        let buffers = (0..<2).map { _ in
            UnsafeMutableRawBufferPointer.allocate(byteCount: SegmentPacker.pieceLength, alignment: 8)
        }
        defer { for buffer in buffers { buffer.deallocate() } }
        for offset in stride(from: 0, to: size, by: SegmentPacker.pieceLength) {
            guard goesOn() else { return false }
            let count = try source.read(into: buffers[0], at: offset)
            guard try packed.read(into: buffers[1], at: offset) == count, let packedText = buffers[1].baseAddress,
                let text = buffers[0].baseAddress, memcmp(text, packedText, count) == 0
            else { throw .system(call: "inflate", path: file.path, errno: EIO) }
        }
        return true
    }
}
