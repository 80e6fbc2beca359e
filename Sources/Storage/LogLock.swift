import CPlatform

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The right to write to a log: a lock on `<log>.lock`, which ends with the process that holds it.
///
/// The lock is not on the log itself, because a log that was removed is made anew while the lock is held.
final class LogLock: Sendable {
    private let file: OpenFile

    init(log: String) throws(LogError) {
        file = try OpenFile(path: log + ".lock", flags: O_RDWR | O_CREAT | O_NOFOLLOW)
        guard cs_lock(file.descriptor) == 0 else {
            guard errno == EWOULDBLOCK else { throw .system(call: "flock", path: file.path, errno: errno) }
            let text = (try? file.read(at: 0, count: 16)) ?? []
            throw .locked(path: log, owner: Int32(String(decoding: text.prefix { $0 != 0x0A }, as: UTF8.self)))
        }
        // For the message of the next who tries; the lock holds without it, even where the disk is full.
        try? file.truncate(to: 0)
        try? file.write(Array("\(getpid())\n".utf8))
    }

    deinit {
        // A child that is just being started has the descriptor too until it runs its program, and would keep the lock.
        cs_unlock(file.descriptor)
    }
}
