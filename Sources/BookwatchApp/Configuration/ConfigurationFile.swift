import Theming

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The bytes of a configuration file, and who may read it.
struct ConfigurationFile {
    var bytes: [UInt8]
    /// Whether users besides its owner may read it.
    var isOpenToOthers: Bool

    /// Reads a file; nil where it does not exist and need not.
    init?(reading path: String, mustExist: Bool) throws {
        // Links are followed, since people keep their settings elsewhere; a pipe is read as one would expect.
        guard let file = fopen(path, "re") else {
            if errno == ENOENT, !mustExist { return nil }
            throw AppError.unreadable(path: path, errno: errno)
        }
        defer { fclose(file) }
        bytes = [UInt8](repeating: 0, count: BoundedTOML.maximumSize + 1)
        let count = fread(&bytes, 1, bytes.count, file)
        guard ferror(file) == 0 else { throw AppError.unreadable(path: path, errno: errno) }
        bytes.removeLast(bytes.count - count)
        var status = stat()
        isOpenToOthers =
            fstat(fileno(file), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            && status.st_mode & 0o044 != 0
    }
}
