import CSystem

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

    /// Opens an ordinary file of our own; links are not followed.
    init(path: String, flags: Int32, mode: mode_t = 0o600) throws(LogError) {
        let descriptor = cs_open(path, flags | O_NONBLOCK, mode)
        guard descriptor >= 0 else {
            if errno == ELOOP || errno == EISDIR || errno == ENXIO { throw .notAFile(path: path) }
            throw .system(call: "open", path: path, errno: errno)
        }
        self.descriptor = descriptor
        self.path = path
        let status = try self.status()
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
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

    /// Writes all bytes at the end.
    func append(_ bytes: [UInt8]) throws(LogError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .system(call: "write", path: path, errno: count == 0 ? ENOSPC : errno) }
            done += count
        }
    }

    func sync() throws(LogError) {
        guard cs_sync(descriptor) == 0 else { throw .system(call: "fdatasync", path: path, errno: errno) }
    }

    func truncate(to size: Int) throws(LogError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else {
            throw .system(call: "ftruncate", path: path, errno: errno)
        }
    }

    /// Reads up to `count` bytes at an offset; fewer only at the end of the file.
    func read(at offset: Int, count: Int) throws(LogError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(
                    descriptor,
                    buffer.baseAddress.map { $0 + filled },
                    count - filled,
                    off_t(offset + filled)
                )
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { break }
                filled += got
            }
        }
        guard failure == 0 else { throw .system(call: "read", path: path, errno: failure) }
        return bytes
    }

    /// Makes a folder and those above it, for this user alone.
    static func makeFolder(of path: String) throws(LogError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
        var folder = path.hasPrefix("/") ? "" : "."
        for part in parts {
            folder += "/" + part
            guard mkdir(folder, 0o700) != 0, errno != EEXIST, errno != EROFS, errno != EACCES, errno != EISDIR else {
                continue
            }
            throw .system(call: "mkdir", path: folder, errno: errno)
        }
    }
}
