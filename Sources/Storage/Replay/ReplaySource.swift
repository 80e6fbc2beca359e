#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where a log that is replayed comes from.
public enum ReplaySource: Sendable {
    /// A log, or one segment of it; it is only read.
    case file(String)
    /// A file that is open, or was spooled.
    case spooled(SpooledInput)

    func open() throws(LogError) -> LogSegments {
        switch self {
        case .file(let path): try LogSegments(path: path)
        case .spooled(let input):
            LogSegments([.init(file: try SegmentFile(stream: input.file), start: 0)], path: input.file.path)
        }
    }
}

/// A stream that can be read again from any place: as it is, where it is a file; else by way of a temporary file.
public struct SpooledInput: Sendable {
    let file: OpenFile

    private static let chunk = 1 << 18

    /// Reads a stream to its end, and closes it; `folder` is where a temporary file goes.
    ///
    /// That file has no name and the mode 0600: it is gone with the process.
    public init(
        descriptor: Int32,
        name: String,
        folder: String,
        while goesOn: () -> Bool = { true },
        onRead: LogProgress.Observer? = nil
    ) throws(LogError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let number = errno
            close(descriptor)
            throw .system(call: "fstat", path: name, errno: number)
        }
        if status.st_mode & S_IFMT == S_IFREG {
            file = OpenFile(descriptor: descriptor, path: name)
            return
        }
        defer { close(descriptor) }
        file = try SpooledInput.nameless(in: folder, as: name)
        var total = 0
        while goesOn() {
            guard SpooledInput.hasInput(descriptor) else { continue }
            let bytes = try SpooledInput.read(descriptor, name)
            guard !bytes.isEmpty else { return }
            try file.write(bytes)
            total += bytes.count
            onRead?(LogProgress(read: total, size: total))
        }
    }

    /// A temporary file whose name is taken away at once.
    static func nameless(in folder: String, as name: String) throws(LogError) -> OpenFile {
        var template = Array((folder + "/bookwatch-XXXXXX").utf8CString)
        let descriptor = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
        guard descriptor >= 0 else { throw .system(call: "open", path: folder, errno: errno) }
        _ = template.withUnsafeBufferPointer { $0.baseAddress.map { unlink($0) } }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return OpenFile(descriptor: descriptor, path: name)
    }

    /// Waits a moment for something to read.
    private static func hasInput(_ descriptor: Int32) -> Bool {
        var wish = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&wish, 1, 200) != 0
    }

    /// What comes next; nothing at the end.
    static func read(_ descriptor: Int32, _ name: String) throws(LogError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, filled in
            var count = -1
            repeat {
                #if canImport(Glibc)
                    count = Glibc.read(descriptor, buffer.baseAddress, chunk)
                #elseif canImport(Musl)
                    count = Musl.read(descriptor, buffer.baseAddress, chunk)
                #else
                    count = Darwin.read(descriptor, buffer.baseAddress, chunk)
                #endif
            } while count < 0 && errno == EINTR
            if count < 0 { failure = errno }
            filled = max(0, count)
        }
        guard failure == 0 else { throw .system(call: "read", path: name, errno: failure) }
        return bytes
    }
}
