import Bookings
import Screen
import Terminal

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
    /// Whether it is a terminal.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether it may be given more than ASCII.
    static var supportsUTF8: Bool { TerminalSession.supportsUTF8 }

    static func write(_ message: String) {
        let lines = message.split(separator: "\n").map { line in
            let safe = SafeText.line(line)
            return (isTerminal && !supportsUTF8 ? ASCIIText.of(safe) : safe) + "\n"
        }
        _ = Descriptor.write(Array(lines.joined().utf8), to: STDERR_FILENO)
    }
}

extension StandardError {
    /// Asks something, and stays on its line; the text is the program's own.
    static func prompt(_ question: String) { _ = Descriptor.write(Array(question.utf8), to: STDERR_FILENO) }
}

/// The standard input.
enum StandardInput {
    /// Whether it is a terminal.
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Puts the terminal in the place of the standard input, which then has the keys; gives the descriptor of what was there.
    ///
    /// Where no dashboard is shown, the terminal is left alone.
    static func takeStream(keysFromTerminal: Bool) throws -> Int32 {
        let stream = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
        guard stream >= 0 else { throw AppError.unreadable(path: "standard input", errno: errno) }
        guard keysFromTerminal else { return stream }
        // Not by the name /dev/tty where there is another: macOS cannot wait for that one.
        let path = ttyname(STDOUT_FILENO).map { String(cString: $0) } ?? "/dev/tty"
        let terminal = open(path, O_RDWR | O_NOCTTY)
        guard terminal >= 0, dup2(terminal, STDIN_FILENO) >= 0 else {
            throw AppError.unreadable(path: path, errno: errno)
        }
        if terminal != STDIN_FILENO { close(terminal) }
        return stream
    }

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
