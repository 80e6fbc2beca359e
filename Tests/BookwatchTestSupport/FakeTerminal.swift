import Dispatch
public import Screen
import Synchronization

/// A terminal for tests of a run loop: it takes its events from a list and keeps every frame.
///
/// `add` may be called from any thread; a wait ends when it is.
public final class FakeTerminal: TerminalPort, Sendable {
    private struct State {
        var size: Size
        var events: [TerminalEvent] = []
        var frames: [Frame] = []
        var redraws = 0
        var suspends = 0
        var copies: [String] = []
        var copyOutcome = CopyOutcome.sent(through: nil)
        var mouse = false
        var styleSheet = StyleSheet()
        var isClosed = false
        var wasWoken = false
    }

    private let state: Mutex<State>
    /// Signalled with every change that ends a wait.
    private let change = DispatchSemaphore(value: 0)

    /// Makes a terminal of a size.
    public init(size: Size = Size(columns: 80, rows: 24)) {
        state = Mutex(State(size: size))
    }

    /// Every frame that was shown, oldest first.
    public var frames: [Frame] { state.withLock { $0.frames } }

    /// How often all was to be drawn anew.
    public var redraws: Int { state.withLock { $0.redraws } }

    /// How often the terminal was given back for a while.
    public var suspends: Int { state.withLock { $0.suspends } }

    /// Whether it was given back for good.
    public var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Lets something come from the terminal.
    public func add(_ event: TerminalEvent) {
        state.withLock { state in
            if case .resized(let size) = event { state.size = size }
            state.events.append(event)
        }
        change.signal()
    }

    /// Presses keys, written as key maps write them, with blanks between.
    public func press(_ chords: String) {
        for chord in chords.split(separator: " ").compactMap({ KeyChord(String($0)) }) { add(.key(chord)) }
    }

    /// The size given at the start, or by the last `resized` event.
    public var size: Size { state.withLock { $0.size } }

    /// Ends a wait.
    public var waker: @Sendable () -> Void {
        { [weak self] in self?.wake() }
    }

    /// Returns what was added, as soon as there is something.
    public func events(waitingUpTo milliseconds: Int?) -> [TerminalEvent] {
        let end = milliseconds.map { DispatchTime.now() + .milliseconds($0) } ?? .distantFuture
        while true {
            let (events, wasWoken) = state.withLock { state in
                defer { (state.events, state.wasWoken) = ([], false) }
                return (state.events, state.wasWoken)
            }
            if !events.isEmpty { return events }
            if wasWoken { return [.woken] }
            if change.wait(timeout: end) == .timedOut { return [] }
        }
    }

    /// Whether the mouse is reported.
    public var mouse: Bool {
        get { state.withLock { $0.mouse } }
        set { state.withLock { $0.mouse = newValue } }
    }

    /// What the roles look like.
    public var styleSheet: StyleSheet {
        get { state.withLock { $0.styleSheet } }
        set { state.withLock { $0.styleSheet = newValue } }
    }

    /// The texts that were copied.
    public var copies: [String] { state.withLock { $0.copies } }

    /// What becomes of the texts that are copied.
    public var copyOutcome: CopyOutcome {
        get { state.withLock { $0.copyOutcome } }
        set { state.withLock { $0.copyOutcome = newValue } }
    }

    /// Keeps a text.
    public func copy(_ text: String) -> CopyOutcome {
        state.withLock { state in
            state.copies.append(text)
            return state.copyOutcome
        }
    }

    /// Keeps a frame.
    public func present(_ frame: Frame) {
        state.withLock { $0.frames.append(frame) }
    }

    /// Counts.
    public func redraw() {
        state.withLock { $0.redraws += 1 }
    }

    /// Counts.
    public func suspend() {
        state.withLock { $0.suspends += 1 }
    }

    /// Remembers it.
    public func close() {
        state.withLock { $0.isClosed = true }
    }

    private func wake() {
        state.withLock { $0.wasWoken = true }
        change.signal()
    }
}
