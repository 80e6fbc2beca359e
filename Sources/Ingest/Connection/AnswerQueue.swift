import NIOCore
import Synchronization

/// Answers on their way from the store's thread to the connections of one event loop, which is woken once for all that wait.
final class AnswerQueue: Sendable {
    private struct Entry: Sendable {
        var connection: NIOLoopBound<ConnectionHandler>
        var answer: @Sendable () -> Answer
    }

    private let loop: any EventLoop
    private let entries = Mutex<[Entry]>([])

    init(loop: any EventLoop) {
        self.loop = loop
    }

    /// Has an answer made on the loop, and sent.
    func add(_ answer: @escaping @Sendable () -> Answer, for connection: NIOLoopBound<ConnectionHandler>) {
        let isFirst = entries.withLock { entries in
            entries.append(Entry(connection: connection, answer: answer))
            return entries.count == 1
        }
        if isFirst { loop.execute { [self] in send() } }
    }

    private func send() {
        let due = entries.withLock { entries in
            defer { entries = [] }
            return entries
        }
        for entry in due { entry.connection.value.send(entry.answer()) }
    }
}
