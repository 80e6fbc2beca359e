import ArgumentParser

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension ConfigCommand {
    /// `bookwatch config init`.
    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract: "Write a configuration file with all settings as comments.",
            discussion: "It is for you alone (mode 0600), and holds an example of a source with a fresh random token."
        )

        @Flag(name: .long, help: "Replace the file if it is there.")
        var force = false

        @Flag(name: .long, help: "Print it instead.")
        var stdout = false

        @OptionGroup var common: CommonOptions

        func run() throws {
            let text = ConfigurationTemplate.text(token: RandomToken.make())
            guard !stdout else { return StandardOutput.write(text) }
            let path = Environment.configurationPath(option: common.config)
            try reportingErrors {
                try PrivateFile.write(Array(text.utf8), to: path, replacing: force)
                StandardOutput.write("wrote \(Quoted.line(path))\n")
            }
        }
    }
}

/// Writing a file that is for this user alone.
enum PrivateFile {
    /// Writes a file (mode 0600) and makes its folder (0700) where it is missing; whole, or not at all.
    static func write(_ bytes: [UInt8], to path: String, replacing: Bool) throws {
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try makeFolder(String(path[..<slash])) }
        let target = replacing ? resolved(path) : path
        var template = Array((target + (replacing ? ".XXXXXX" : "")).utf8CString)
        let descriptor = replacing ? mkstemp(&template) : open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? AppError.exists(path: path) : AppError.unwritable(path: path, errno: errno)
        }
        let written = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var isWritten = Descriptor.write(bytes, to: descriptor) && fsync(descriptor) == 0
        if isWritten, replacing { isWritten = rename(written, target) == 0 }
        let number = errno
        close(descriptor)
        guard isWritten else {
            unlink(written)
            throw AppError.unwritable(path: path, errno: number)
        }
    }

    /// The file that a link stands for, since people keep their settings elsewhere.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func makeFolder(_ path: String) throws {
        var end = path.startIndex
        while end < path.endIndex {
            end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
            guard mkdir(String(path[..<end]), 0o700) == 0 || errno == EEXIST else {
                throw AppError.unwritable(path: String(path[..<end]), errno: errno)
            }
        }
    }
}
