#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The folder that a log lies in.
struct LogFolder {
    private let path: String
    private let calls: SystemCalls

    init(of log: String, calls: SystemCalls) {
        path = log.lastIndex(of: "/").map { $0 == log.startIndex ? "/" : String(log[..<$0]) } ?? "."
        self.calls = calls
    }

    /// What stands before the names of files beside a log: its folder with a slash, or nothing.
    static func prefix(of log: String) -> String { log.lastIndex(of: "/").map { String(log[...$0]) } ?? "" }

    /// The names of all files in a folder; none where it cannot be read.
    static func names(in prefix: String) -> [String] {
        guard let listing = opendir(prefix.isEmpty ? "." : prefix) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    String(cString: $0)
                }
            }
            names.append(name)
        }
        return names
    }

    /// Makes the folder and those above it, for this user alone; those that exist stay as they are.
    func make() throws(LogError) {
        var folder = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            folder += "/" + part
            // Those above may be closed to us and still lead to one that is not; if not, opening the log tells why.
            guard mkdir(folder, 0o700) != 0, ![EEXIST, EROFS, EACCES, EPERM, EISDIR].contains(errno) else { continue }
            throw .system(call: "mkdir", path: folder, errno: errno)
        }
    }

    /// Has the names in the folder on the disk: a new file is safe only when its name is.
    func sync() throws(LogError) {
        let descriptor = calls.open(path, O_RDONLY | O_DIRECTORY, 0)
        guard descriptor >= 0 else { throw .system(call: "open", path: path, errno: errno) }
        defer { close(descriptor) }
        // Some file systems have no such thing.
        guard calls.sync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
            throw .system(call: "fsync", path: path, errno: errno)
        }
    }
}
