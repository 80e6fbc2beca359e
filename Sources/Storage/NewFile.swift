#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that is there when it is whole and on the disk, or not at all; never in the place of another one.
public final class NewFile {
    private let path: String
    private let draft: String
    private let file: OpenFile

    /// Begins a file, for this user alone, at a path at which there is nothing yet.
    public init(_ path: String) throws(LogError) {
        guard access(path, F_OK) != 0 else { throw .system(call: "link", path: path, errno: EEXIST) }
        self.path = path
        draft = path + ".\(getpid()).draft"
        file = try OpenFile(path: draft, flags: O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW)
    }

    deinit {
        unlink(draft)
    }

    /// Adds bytes.
    public func write(_ bytes: [UInt8]) throws(LogError) { try file.write(bytes) }

    /// Puts it in its place.
    public func finish() throws(LogError) {
        try file.sync()
        // Unlike a rename, a link never takes the place of a file that came in the meantime.
        guard link(draft, path) == 0 else { throw .system(call: "link", path: path, errno: errno) }
        unlink(draft)
        try LogFolder(of: path, calls: .real).sync()
    }
}
