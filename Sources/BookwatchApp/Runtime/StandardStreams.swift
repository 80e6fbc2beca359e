import Bookings
import Screen

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The standard output; a reader that went away ends the program quietly.
enum StandardOutput {
    /// Whether it is a terminal.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    static func write(_ bytes: [UInt8]) {
        guard !Descriptor.write(bytes, to: STDOUT_FILENO) else { return }
        exit(errno == EPIPE ? 0 : 1)
    }

    static func write(_ text: String) { write(Array(text.utf8)) }

    /// Writes a value on one line.
    static func write(json value: JSONValue) {
        var bytes: [UInt8] = []
        JSONWriter.append(value, to: &bytes)
        write(bytes + [0x0A])
    }
}

/// The standard error: always safe for a terminal.
enum StandardError {
    static func write(_ message: String) {
        let lines = message.split(separator: "\n").map { SafeText.line($0) + "\n" }
        _ = Descriptor.write(Array(lines.joined().utf8), to: STDERR_FILENO)
    }
}

/// The standard input.
enum StandardInput {
    /// Whether it is a terminal.
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Reads to the end.
    static func readAll(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw AppError.unreadable(path: "standard input", errno: errno) }
            guard count > 0 else { return bytes }
            bytes += buffer[0..<count]
            guard bytes.count <= limit else { throw AppError.inputTooLong(limit: limit) }
        }
    }
}

/// Writing to a file descriptor.
enum Descriptor {
    /// Writes all bytes; false where that fails, with the reason in `errno`.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                #if canImport(Glibc)
                    let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                #elseif canImport(Musl)
                    let count = Musl.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                #else
                    let count = Darwin.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                #endif
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }
}
