import Bookings
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An owner's page, read again when its file changes.
final class TemplateFile: Sendable {
    /// What tells one version of a file from another.
    private struct Version: Equatable {
        var inode: UInt64
        var size: Int64
        var seconds: Int64
        var nanoseconds: Int64
    }

    private struct State {
        var template: PageTemplate
        var version: Version?
        var checkedAt: Timestamp
    }

    /// How long the file is not looked at again, in milliseconds.
    private static let interval: Int64 = 1_000

    let path: String
    private let state: Mutex<State>

    /// Reads the page for the first time.
    init(path: String, at instant: Timestamp) throws(TemplateFault) {
        self.path = path
        let version = TemplateFile.version(of: path)
        let template = try PageTemplate(TemplateFile.read(path), allowing: .ownImages)
        state = Mutex(State(template: template, version: version, checkedAt: instant))
    }

    /// The page as the file has it, and what is wrong with the file if that was just found.
    ///
    /// The file is looked at once a second at most. A file that became bad, or went away, leaves the last good page.
    func current(at instant: Timestamp) -> (page: PageTemplate, fault: TemplateFault?) {
        state.withLock { state in
            // A wall clock may be set back, and must not keep the page as it is until it has caught up.
            let age = instant.milliseconds &- state.checkedAt.milliseconds
            guard age >= TemplateFile.interval || age < 0 else { return (state.template, nil) }
            state.checkedAt = instant
            let version = TemplateFile.version(of: path)
            guard version != state.version else { return (state.template, nil) }
            state.version = version
            do throws(TemplateFault) {
                state.template = try PageTemplate(TemplateFile.read(path), allowing: .ownImages)
                return (state.template, nil)
            } catch {
                return (state.template, error)
            }
        }
    }

    private static func version(of path: String) -> Version? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        return Version(
            inode: UInt64(status.st_ino),
            size: Int64(status.st_size),
            seconds: Int64(time.tv_sec),
            nanoseconds: Int64(time.tv_nsec)
        )
    }

    /// The bytes of an ordinary file, and one more than a page may have at most.
    private static func read(_ path: String) throws(TemplateFault) -> [UInt8] {
        // Without O_NONBLOCK a FIFO would hold us until somebody writes to it.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw TemplateFault(.unreadable(errno: errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw TemplateFault(.unreadable(errno: errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw TemplateFault(.unreadable(errno: EISDIR)) }
        var bytes = [UInt8](repeating: 0, count: PageTemplate.sizeLimit + 1)
        var count = 0
        while count < bytes.count {
            let room = bytes.count - count
            let done = bytes.withUnsafeMutableBytes { readInto(descriptor, $0.baseAddress, count, room) }
            if done < 0, errno == EINTR { continue }
            guard done >= 0 else { throw TemplateFault(.unreadable(errno: errno)) }
            if done == 0 { break }
            count += done
        }
        return Array(bytes[..<count])
    }
}

/// read(2), under a name that a method of the same name does not hide.
private func readInto(_ descriptor: Int32, _ base: UnsafeMutableRawPointer?, _ offset: Int, _ count: Int) -> Int {
    read(descriptor, base?.advanced(by: offset), count)
}
