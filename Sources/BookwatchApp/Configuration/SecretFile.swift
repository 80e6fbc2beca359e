import Storage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file of secrets, one a line; empty lines, and lines that start with `#`, are passed over.
struct SecretFile: Equatable, Sendable {
    var path: String
    var secrets: [String]

    private static let largest = 64 * 1024

    /// Reads a file; refused where it is open to other users.
    init(reading path: String) throws(SettingFault) {
        self.path = path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw SecretFile.unreadable(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SecretFile.unreadable(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw SettingFault("\(Quoted.text(path)) is not a file") }
        guard status.st_mode & 0o077 == 0 else {
            throw SettingFault("other users may use \(Quoted.text(path)); close it to them: chmod 600")
        }
        var bytes = [UInt8](repeating: 0, count: SecretFile.largest + 1)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw SecretFile.unreadable(path) }
        guard count <= SecretFile.largest else { throw SettingFault("\(Quoted.text(path)) is larger than 64 KB") }
        secrets = []
        for line in bytes[..<count].split(separator: UInt8(ascii: "\n")) {
            let text = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            guard !text.isEmpty, !text.hasPrefix("#") else { continue }
            try ValueRules.checkSecret(text)
            secrets.append(text)
        }
        guard !secrets.isEmpty else { throw SettingFault("\(Quoted.text(path)) holds no secret; one a line is wanted") }
    }

    private static func unreadable(_ path: String) -> SettingFault {
        SettingFault("cannot read \(Quoted.text(path)): \(SystemError.reason(errno))")
    }
}
