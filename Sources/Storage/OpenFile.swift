#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that is open; closed when it goes away.
final class OpenFile: Sendable {
    let descriptor: Int32
    let path: String
    private let calls: SystemCalls

    /// Opens an ordinary file; a link is followed only where `flags` lack `O_NOFOLLOW`.
    init(path: String, flags: Int32, calls: SystemCalls = .real) throws(LogError) {
        // Without O_NONBLOCK a FIFO would hold us until somebody writes to it.
        let descriptor = calls.open(path, flags | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else {
            if errno == ELOOP || errno == EISDIR || errno == ENXIO { throw .notAFile(path: path) }
            throw .system(call: "open", path: path, errno: errno)
        }
        self.descriptor = descriptor
        self.path = path
        self.calls = calls
        guard try status().st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    }

    /// Takes over a descriptor; `path` is what errors call it.
    init(descriptor: Int32, path: String, calls: SystemCalls = .real) {
        self.descriptor = descriptor
        self.path = path
        self.calls = calls
    }

    deinit {
        close(descriptor)
    }

    func status() throws(LogError) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(call: "fstat", path: path, errno: errno) }
        return status
    }

    var size: Int {
        get throws(LogError) { Int(try status().st_size) }
    }

    /// Writes all bytes; at the end, where the file was opened with `O_APPEND`.
    func write(_ bytes: [UInt8]) throws(LogError) {
        let failure = bytes.withUnsafeBytes { bytes -> Int32? in
            var rest = bytes
            while !rest.isEmpty {
                let count = calls.write(descriptor, rest)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return count == 0 ? ENOSPC : errno }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return nil
        }
        if let failure { throw .system(call: "write", path: path, errno: failure) }
    }

    /// Has all that was written on the disk.
    func sync() throws(LogError) {
        guard calls.sync(descriptor) == 0 else { throw .system(call: "fdatasync", path: path, errno: errno) }
    }

    func truncate(to size: Int) throws(LogError) {
        guard calls.truncate(descriptor, size) == 0 else {
            throw .system(call: "ftruncate", path: path, errno: errno)
        }
    }

    /// Reads up to `count` bytes at an offset; fewer only at the end of the file.
    func read(at offset: Int, count: Int) throws(LogError) -> [UInt8] {
        var failure: LogError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(LogError) {
                filled = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Fills a buffer from an offset on, and gives how much of it; less than all only at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(LogError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let got = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .system(call: "read", path: path, errno: errno) }
            guard got > 0 else { break }
            filled += got
        }
        return filled
    }

    /// Appends a part of this file to another, in pieces.
    func copy(_ range: Range<Int>, to other: OpenFile) throws(LogError) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let piece = try read(at: offset, count: min(1 << 20, range.upperBound - offset))
            guard !piece.isEmpty else { throw .system(call: "read", path: path, errno: EIO) }
            try other.write(piece)
            offset += piece.count
        }
    }
}
