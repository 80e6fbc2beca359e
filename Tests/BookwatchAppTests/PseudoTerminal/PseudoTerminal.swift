import BookwatchTestSupport
import CPlatform
import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A program of ours in a pseudo-terminal, read by a thread that keeps what a terminal would show.
final class PseudoTerminal: Sendable {
    private struct State {
        var screen: VirtualScreen
        var captured: [UInt8] = []
        var isClosed = false
    }

    struct LaunchFailure: Error { var errno: Int32 }

    let process: Int32
    private let master: Int32
    private let state: Mutex<State>

    init(
        _ arguments: [String],
        program: String = Executable.path,
        columns: Int = 140,
        rows: Int = 40,
        environment: [String: String] = [:]
    ) throws {
        var variables = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC"]
        variables["SWIFT_BACKTRACE"] = "enable=no"
        variables.merge(environment) { $1 }
        var descriptor: Int32 = -1
        let pid = withCStrings([program] + arguments) { arguments in
            withCStrings(variables.map { "\($0)=\($1)" }) { environment in
                cs_spawn_in_pty(
                    program,
                    arguments,
                    environment,
                    nil,
                    UInt16(rows),
                    UInt16(columns),
                    &descriptor
                )
            }
        }
        guard pid > 0 else { throw LaunchFailure(errno: errno) }
        process = pid
        master = descriptor
        state = Mutex(State(screen: VirtualScreen(columns: columns, rows: rows)))
        Thread.start { self.readAll() }
    }

    /// Ends the program, whatever it does; a test calls it when it is over.
    func end() {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// What the terminal shows now.
    var screen: VirtualScreen { state.withLock { $0.screen } }

    /// All bytes that the program wrote to the terminal.
    var captured: [UInt8] { state.withLock { $0.captured } }

    /// Types text or escape sequences.
    func type(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }

    /// Makes the terminal another size, as dragging a window's corner does.
    func resize(columns: Int, rows: Int) {
        state.withLock { $0.screen.resize(columns: columns, rows: rows) }
        cs_set_window_size(master, UInt16(rows), UInt16(columns))
    }

    /// Waits until the screen is as wanted; false when that does not happen in time.
    func shows(within seconds: Int = 30, _ isWanted: (VirtualScreen) -> Bool) -> Bool {
        eventually(within: seconds) { isWanted(screen) }
    }

    /// Waits until the text stands on the screen.
    func shows(_ text: String, within seconds: Int = 30) -> Bool {
        shows(within: seconds) { $0.text.contains(text) }
    }

    /// Waits for the program's end: its exit code, or 128 and the number of the signal that ended it; nil if it goes on.
    func exitCode(within seconds: Int = 30) -> Int32? {
        var status: Int32 = 0
        let ended = eventually(within: seconds) { waitpid(process, &status, WNOHANG) != 0 }
        guard ended else { return nil }
        _ = eventually(within: 5) { state.withLock { $0.isClosed } }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    /// Whether the terminal echoes and edits lines, as a shell expects it.
    var isCooked: Bool {
        var attributes = termios()
        guard tcgetattr(master, &attributes) == 0 else { return false }
        return attributes.c_lflag & tcflag_t(ECHO | ICANON) == tcflag_t(ECHO | ICANON)
    }

    private func readAll() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(master, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            // Linux answers EIO when the last program has closed its side.
            guard count > 0 else {
                state.withLock { $0.isClosed = true }
                return
            }
            state.withLock { state in
                state.captured += buffer[0..<count]
                state.screen.feed(buffer[0..<count])
            }
        }
    }
}
