import Dashboard
import Ledger
import Storage
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Messages on their way to the dashboard's loop, from any thread, in order.
///
/// A feed that delivers faster than the loop takes is made to wait, so a log of any size is read at the loop's pace.
final class Mailbox: Sendable {
    private struct State {
        var messages: [Message] = []
        var isClosed = false
    }

    private static let capacity = 256

    private let state = Mutex(State())
    private let space = Condition()
    private let wake: @Sendable () -> Void

    /// `wake` is called, on the posting thread, when a message arrives in an empty mailbox.
    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    /// Adds a message; blocks while the mailbox is full.
    ///
    /// After `close` the message is dropped.
    func post(_ message: Message) {
        while true {
            let outcome = state.withLock { state -> Outcome in
                if state.isClosed { return .dropped }
                if case .feed(.snapshot, _) = message { state.messages.removeAll { $0.isReplacedBySnapshot } }
                guard state.messages.count < Mailbox.capacity else { return .full }
                state.messages.append(message)
                return state.messages.count == 1 ? .first : .added
            }
            switch outcome {
            case .first: return wake()
            case .added, .dropped: return
            case .full: space.wait { state.withLock { $0.isClosed || $0.messages.count < Mailbox.capacity } }
            }
        }
    }

    /// Takes all messages.
    func drain() -> [Message] {
        let messages = state.withLock { state in
            defer { state.messages.removeAll() }
            return state.messages
        }
        if messages.count >= Mailbox.capacity { space.signal() }
        return messages
    }

    /// Lets every waiting sender go, and drops what comes after.
    func close() {
        state.withLock { $0.isClosed = true }
        space.signal()
    }

    private enum Outcome { case first, added, full, dropped }
}

extension Message {
    /// Whether a snapshot that comes later tells it too.
    fileprivate var isReplacedBySnapshot: Bool {
        switch self {
        case .feed(.records, _), .feed(.annotations, _), .feed(.replay, _), .feed(.snapshot, _): true
        default: false
        }
    }
}
