import CTerminal
import Foundation
import Synchronization

/// A pseudo-terminal: a session draws on one end, and a thread reads the other.
final class TerminalPair: Sendable {
    struct Failure: Error { var errno: Int32 }

    /// What was read and not taken.
    private final class Received: Sendable {
        let bytes = Mutex<[UInt8]>([])
        let marks = DispatchSemaphore(value: 0)
    }

    /// Separates two frames: a byte that ncurses never sends.
    private static let mark: UInt8 = 0

    /// The end that programs use.
    let slave: Int32
    private let master: Int32
    private let received = Received()

    init(columns: Int, rows: Int) throws {
        var (master, slave): (Int32, Int32) = (-1, -1)
        guard openpty(&master, &slave, nil, nil, nil) == 0 else { throw Failure(errno: errno) }
        (self.master, self.slave) = (master, slave)
        resize(columns: columns, rows: rows)
        Thread.detachNewThread { [received, file = master] in
            TerminalPair.read(file, into: received)
            close(file)
        }
    }

    deinit { close(slave) }

    /// Makes it another size; the signal is sent to this process, whose terminal it is not.
    func resize(columns: Int, rows: Int) {
        var size = winsize()
        size.ws_col = UInt16(columns)
        size.ws_row = UInt16(rows)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// All that was written to it since the last time.
    func take() -> [UInt8] {
        var mark = TerminalPair.mark
        write(slave, &mark, 1)
        received.marks.wait()
        return received.bytes.withLock { bytes in
            let end = bytes.firstIndex(of: TerminalPair.mark) ?? bytes.endIndex
            let taken = Array(bytes[..<end])
            bytes.removeFirst(min(bytes.count, end + 1))
            return taken
        }
    }

    private static func read(_ file: Int32, into received: Received) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            // Linux answers EIO when the other end is closed.
            guard count > 0 else { return }
            received.bytes.withLock { $0 += buffer[..<count] }
            for byte in buffer[..<count] where byte == mark { received.marks.signal() }
        }
    }
}
