#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where an export goes: the standard output, or a file that takes its place only when it is whole.
final class OutputFile {
    private static let chunk = 1 << 16

    private let path: String
    private let descriptor: Int32
    /// Where it is written until it is whole; nil where it is written in place.
    private var temporary: String?
    private var buffer: [UInt8] = []

    /// Opens a file for this user alone; `-` is the standard output.
    ///
    /// What is no ordinary file, as a pipe, is written in place.
    init(_ path: String) throws {
        self.path = path
        guard path != "-" else {
            descriptor = STDOUT_FILENO
            return
        }
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
        } else {
            var template = Array((path + ".XXXXXX").utf8CString)
            descriptor = mkstemp(&template)
            if descriptor >= 0 {
                temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            }
        }
        guard descriptor >= 0 else { throw AppError.unwritable(path: path, errno: errno) }
    }

    deinit {
        if let temporary { unlink(temporary) }
        if descriptor != STDOUT_FILENO { close(descriptor) }
    }

    /// Adds bytes.
    func write(_ bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count >= OutputFile.chunk { try flush() }
    }

    /// Puts it in its place.
    func finish() throws {
        try flush()
        guard let temporary else { return }
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
            throw AppError.unwritable(path: path, errno: errno)
        }
        self.temporary = nil
    }

    private func flush() throws {
        defer { buffer.removeAll(keepingCapacity: true) }
        guard descriptor != STDOUT_FILENO else { return StandardOutput.write(buffer) }
        guard Descriptor.write(buffer, to: descriptor) else {
            throw AppError.unwritable(path: path, errno: errno)
        }
    }
}
