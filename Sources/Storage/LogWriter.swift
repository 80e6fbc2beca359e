#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The log's file, held by the only process that may write to it.
struct LogWriter {
    let path: String
    private(set) var file: OpenFile
    /// The length up to which everything is on the disk.
    private(set) var length: Int
    /// Whether others could read the file when it was opened.
    let wasOpenToOthers: Bool
    private let lock: LogLock
    private let folder: LogFolder
    private let calls: SystemCalls
    private var mustReopen = false

    private static let flags = O_RDWR | O_APPEND | O_NOFOLLOW
    private static let newline: UInt8 = 0x0A

    /// Locks the log and opens it; makes its folder and the file where they are missing.
    init(path: String, calls: SystemCalls) throws(LogError) {
        self.path = path
        self.calls = calls
        // Past a limit on the size of files, writing must be an error that is answered, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        folder = LogFolder(of: path, calls: calls)
        try folder.make()
        lock = try LogLock(log: path)
        file = try OpenFile(path: path, flags: LogWriter.flags | O_CREAT, calls: calls)
        let status = try file.status()
        guard status.st_uid == geteuid() else { throw .notOurs(path: path) }
        // Bookings are personal data: a log that others could read is narrowed.
        wasOpenToOthers = status.st_mode & 0o077 != 0
        if wasOpenToOthers, fchmod(file.descriptor, 0o600) != 0 {
            throw .system(call: "fchmod", path: path, errno: errno)
        }
        length = Int(status.st_size)
        if length == 0 { try folder.sync() }
    }

    /// Moves everything from an offset on to `<log>.torn`, and cuts it off.
    mutating func moveTail(from offset: Int) throws(LogError) -> String {
        let torn = path + ".torn"
        let aside = try OpenFile(path: torn, flags: O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, calls: calls)
        try file.copy(offset..<length, to: aside)
        try aside.write([LogWriter.newline])
        try aside.sync()
        try folder.sync()
        try file.truncate(to: offset)
        try file.sync()
        length = offset
        return torn
    }

    /// Gives a last line that is whole its newline.
    mutating func endLastLine() throws(LogError) {
        guard length > 0, try file.read(at: length - 1, count: 1) != [LogWriter.newline] else { return }
        try append([LogWriter.newline])
    }

    /// Writes lines and has them on the disk before it returns; after an error nothing of them counts.
    ///
    /// Call `checkFile` first: it is what notices that the file is no longer as it was left.
    mutating func append(_ bytes: [UInt8]) throws(LogError) {
        do throws(LogError) {
            try file.write(bytes)
            try file.sync()
        } catch {
            // After a failed sync the kernel may call lost pages clean, so this descriptor is not trusted again.
            mustReopen = true
            try? file.truncate(to: length)
            throw error
        }
        length += bytes.count
    }

    /// Looks whether the path still leads to the file as it was left, and mends it where not.
    ///
    /// - Returns: the length up to which the log is still what it was; less than `length` was if somebody cut it.
    mutating func checkFile() throws(LogError) -> Int {
        var found = stat()
        let exists = lstat(path, &found) == 0
        let ours = try file.status()
        guard exists, found.st_ino == ours.st_ino, found.st_dev == ours.st_dev else {
            // The file that is open still has everything up to where it was cut, if it was.
            length = min(length, Int(ours.st_size))
            try writeAnew(inPlaceOf: exists ? found : nil)
            return length
        }
        if mustReopen {
            file = try OpenFile(path: path, flags: LogWriter.flags, calls: calls)
            if try file.size > length { try file.truncate(to: length) }
            try file.sync()
            mustReopen = false
        }
        let kept = length
        let size = try file.size
        guard size != kept else { return kept }
        // Somebody else cut the file, or wrote to it. What stands there now stays; a line of ours starts on its own.
        length = size
        try endLastLine()
        return min(kept, size)
    }

    /// Writes the log under its path again, from the file that is open but was removed, renamed or replaced.
    private mutating func writeAnew(inPlaceOf other: stat?) throws(LogError) {
        // An empty file is what rotating tools leave; anything else is not ours to write over.
        if let other, other.st_mode & S_IFMT != S_IFREG || other.st_size > 0 {
            throw .system(call: "open", path: path, errno: EEXIST)
        }
        try folder.make()
        let flags = LogWriter.flags | O_CREAT | O_TRUNC
        let fresh = try OpenFile(path: path + ".new", flags: flags, calls: calls)
        try file.copy(0..<length, to: fresh)
        try fresh.sync()
        guard calls.rename(fresh.path, path) == 0 else { throw .system(call: "rename", path: path, errno: errno) }
        file = fresh
        mustReopen = false
        try folder.sync()
    }
}
