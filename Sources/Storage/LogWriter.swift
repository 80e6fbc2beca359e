import CSystem

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
    private let lock: OpenFile
    private var mustReopen = false

    private static let flags = O_RDWR | O_CREAT | O_APPEND

    /// Locks the log and opens it; makes its folder and the file where they are missing.
    init(path: String) throws(LogError) {
        self.path = path
        try OpenFile.makeFolder(of: path)
        lock = try OpenFile(path: path + ".lock", flags: O_RDWR | O_CREAT)
        guard cs_lock(lock.descriptor) == 0 else { throw .locked(path: path) }
        file = try OpenFile(path: path, flags: LogWriter.flags)
        let status = try file.status()
        guard status.st_uid == geteuid() else { throw .notOurs(path: path) }
        // Bookings are personal data: a log that others could read is narrowed.
        if status.st_mode & 0o077 != 0 { fchmod(file.descriptor, 0o600) }
        length = Int(status.st_size)
    }

    /// Moves everything from an offset on to `<log>.torn`, and cuts it off.
    mutating func moveTail(from offset: Int) throws(LogError) -> String {
        let torn = path + ".torn"
        let tail = try file.read(at: offset, count: length - offset)
        let aside = try OpenFile(path: torn, flags: O_WRONLY | O_CREAT | O_APPEND)
        try aside.append(tail + [0x0A])
        try aside.sync()
        try file.truncate(to: offset)
        try file.sync()
        length = offset
        return torn
    }

    /// Gives a last line that is whole its newline.
    mutating func endLastLine() throws(LogError) {
        guard length > 0, try file.read(at: length - 1, count: 1) != [0x0A] else { return }
        try append([0x0A])
    }

    /// Writes lines and has them on the disk before it returns; after an error nothing of them counts.
    mutating func append(_ bytes: [UInt8]) throws(LogError) {
        try checkFile()
        do throws(LogError) {
            try file.append(bytes)
            try file.sync()
        } catch {
            // After a failed sync the kernel may call lost pages clean, so this descriptor is not trusted again.
            mustReopen = true
            try? file.truncate(to: length)
            throw error
        }
        length += bytes.count
    }

    /// Looks whether the path still leads to the file that is open, and mends it where not.
    private mutating func checkFile() throws(LogError) {
        var status = stat()
        let exists = lstat(path, &status) == 0
        let ours = try file.status()
        if exists, status.st_ino == ours.st_ino, status.st_dev == ours.st_dev {
            guard mustReopen else { return }
            file = try OpenFile(path: path, flags: LogWriter.flags)
            if try file.size > length { try file.truncate(to: length) }
            try file.sync()
            mustReopen = false
            return
        }
        // Removed, renamed or replaced: the file that is open still has everything, so it is written anew.
        let fresh = try OpenFile(path: path, flags: LogWriter.flags | O_EXCL)
        var offset = 0
        while offset < length {
            let part = try file.read(at: offset, count: min(1 << 20, length - offset))
            guard !part.isEmpty else { break }
            try fresh.append(part)
            offset += part.count
        }
        try fresh.sync()
        file = fresh
        mustReopen = false
    }
}
