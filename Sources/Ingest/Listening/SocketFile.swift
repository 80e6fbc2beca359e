#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The file of a Unix socket: for this user alone, cleared away when it is left over.
struct SocketFile: Sendable {
    /// The longest path on all systems: 104 bytes on macOS, the last of them zero.
    private static let pathLimit = 103

    let path: String
    private var identity: ino_t = 0

    /// Makes the folder where it is missing, and removes a socket that nobody listens on.
    init(preparing path: String) throws(EndpointError) {
        guard path.utf8.count <= SocketFile.pathLimit else {
            throw .pathTooLong(path: path, limit: SocketFile.pathLimit)
        }
        self.path = path
        try makeFolder()
        var status = stat()
        guard lstat(path, &status) == 0 else {
            guard errno == ENOENT else { throw .system(call: "lstat", path: path, errno: errno) }
            return
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        let number = connect()
        guard number == ECONNREFUSED else {
            throw number == 0 ? .addressInUse(path) : .addressRefused(path, errno: number)
        }
        guard unlink(path) == 0 else { throw .system(call: "unlink", path: path, errno: errno) }
    }

    /// Closes the socket to other users, and remembers which it is.
    mutating func claim() throws(EndpointError) {
        guard chmod(path, 0o600) == 0 else { throw .system(call: "chmod", path: path, errno: errno) }
        identity = inode ?? 0
    }

    /// Removes the file, unless it has become another's.
    func remove() {
        guard identity != 0, inode == identity else { return }
        unlink(path)
    }

    private var inode: ino_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_ino : nil
    }

    private func makeFolder() throws(EndpointError) {
        var folder = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            var status = stat()
            if stat(folder, &status) == 0 { continue }
            guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
                throw .system(call: "mkdir", path: folder, errno: errno)
            }
        }
    }

    /// The error number of an attempt to connect; 0 where somebody listens.
    private func connect() -> Int32 {
        #if canImport(Glibc)
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM), 0)
        #endif
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connectTo(descriptor, $0, size) }
        }
        return result == 0 ? 0 : errno
    }
}

/// connect(2), under a name that a method of the same name does not hide.
private func connectTo(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t) -> Int32 {
    connect(descriptor, address, size)
}
