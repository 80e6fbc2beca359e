import Synchronization

public import Screen

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
        var isClosed = false
        var wakes = 0
    }

    private let state: Mutex<State>

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
    }

    /// Presses keys, written as key maps write them, with blanks between.
    public func press(_ chords: String) {
        for chord in chords.split(separator: " ").compactMap({ KeyChord(String($0)) }) { add(.key(chord)) }
    }

    public var size: Size { state.withLock { $0.size } }

    public var waker: @Sendable () -> Void {
        { [weak self] in self?.state.withLock { $0.wakes += 1 } }
    }

    public func events(waitingUpTo milliseconds: Int?) -> [TerminalEvent] {
        let clock = ContinuousClock()
        let end = milliseconds.map { clock.now.advanced(by: .milliseconds($0)) }
        while true {
            let (events, wasWoken) = state.withLock { state in
                defer { (state.events, state.wakes) = ([], 0) }
                return (state.events, state.wakes > 0)
            }
            if !events.isEmpty || wasWoken { return events.isEmpty ? [.woken] : events }
            if let end, clock.now >= end { return [] }
            // A test's terminal may poll; the real one waits in the kernel.
            pause()
        }
    }

    public func present(_ frame: Frame) {
        state.withLock { $0.frames.append(frame) }
    }

    public func redraw() {
        state.withLock { $0.redraws += 1 }
    }

    public func suspend() {
        state.withLock { $0.suspends += 1 }
    }

    public func close() {
        state.withLock { $0.isClosed = true }
    }
}
