import CPlatform

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One file of a log, open for reading, plain or compressed; either is read as the same text.
final class SegmentFile: Sendable {
    private enum Content {
        case plain(OpenFile)
        case packed(GzipFile)
    }

    let path: String
    private let content: Content
    /// What was opened, and where; for a file that was handed over open, nothing is known of that.
    private let opened: (place: String, device: UInt64, number: UInt64)?

    private static let pieceLength = 1 << 18
    /// No log is packed tighter; what claims to be is meant to fill the disk.
    private static let ratioLimit = 200
    private static let freeLength = 16 << 20

    /// Opens a file; one whose name ends with `.gz` is inflated.
    ///
    /// Its text may stand in another file, which has yet to be renamed.
    init(path: String, standingIn place: String? = nil) throws(LogError) {
        self.path = path
        let file = try OpenFile(path: place ?? path, flags: O_RDONLY)
        let status = try file.status()
        opened = (place ?? path, UInt64(truncatingIfNeeded: status.st_dev), UInt64(status.st_ino))
        content = path.hasSuffix(SegmentName.compressedEnding) ? try SegmentFile.unpacked(file) : .plain(file)
    }

    /// Takes what came as a stream, which has no name that could tell: it is inflated where it begins as gzip does.
    init(stream file: OpenFile) throws(LogError) {
        path = file.path
        opened = nil
        let opening = try file.read(at: 0, count: 2)
        content = opening == [0x1F, 0x8B] ? try SegmentFile.unpacked(file) : .plain(file)
    }

    /// Takes an open file, which is plain.
    init(_ file: OpenFile, path: String? = nil) {
        self.path = path ?? file.path
        opened = nil
        content = .plain(file)
    }

    /// Whether the path still leads to the file that was opened there.
    var isInPlace: Bool {
        guard let opened else { return true }
        var status = stat()
        return stat(opened.place, &status) == 0 && UInt64(truncatingIfNeeded: status.st_dev) == opened.device
            && UInt64(status.st_ino) == opened.number
    }

    var isCompressed: Bool { if case .packed = content { true } else { false } }

    /// The length of the text, as it is now.
    var size: Int {
        get throws(LogError) {
            switch content {
            case .plain(let file): try file.size
            case .packed(let file): file.textLength
            }
        }
    }

    /// Fills a buffer from an offset on, and gives how much of it; less than all only at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(LogError) -> Int {
        switch content {
        case .plain(let file): try file.read(into: buffer, at: offset)
        case .packed(let file): try file.read(into: buffer, at: offset)
        }
    }

    private static func unpacked(_ file: OpenFile) throws(LogError) -> Content {
        if let packed = try GzipFile(file) { return .packed(packed) }
        return .plain(try inflated(file))
    }

    /// The text of a file that another program compressed, in a file without a name.
    private static func inflated(_ file: OpenFile) throws(LogError) -> OpenFile {
        guard let inflater = cs_inflater_open() else { throw .system(call: "inflate", path: file.path, errno: ENOMEM) }
        defer { cs_inflater_close(inflater) }
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let text = try SpooledInput.nameless(in: folder, as: file.path)
        var (read, written) = (0, 0)
        while true {
            let packed = try file.read(at: read, count: pieceLength)
            read += packed.count
            // What was inflated before the damage is as good as any torn log.
            guard !packed.isEmpty, let piece = inflate(packed, by: inflater) else { break }
            written += piece.count
            guard written <= max(freeLength, read * ratioLimit) else { throw .notALog(path: file.path) }
            try text.write(piece)
        }
        guard written > 0 || read == 0 else { throw .notALog(path: file.path) }
        return text
    }

    /// What a piece of the file is inflated to; nil where it is damaged from its beginning on.
    private static func inflate(_ packed: [UInt8], by inflater: OpaquePointer) -> [UInt8]? {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: pieceLength)
        let isSound = packed.withUnsafeBufferPointer { packed in
            var input = packed.baseAddress
            var rest = packed.count
            while true {
                var filled = 0
                let before = rest
                let result = cs_inflater_step(inflater, &input, &rest, &buffer, buffer.count, &filled)
                text += buffer[..<filled]
                guard result == 0 else { return false }
                if filled < buffer.count, rest == 0 || rest == before { return true }
            }
        }
        return isSound || !text.isEmpty ? text : nil
    }
}
