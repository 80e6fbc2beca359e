/// What comes from a terminal.
public enum TerminalEvent: Equatable, Sendable {
    /// A key was pressed.
    case key(KeyChord)
    /// A text was pasted; not yet safe for anything.
    case paste(String)
    /// The terminal has another size.
    case resized(Size)
    /// `wake` was called.
    case woken
    /// A signal asked for the end.
    case terminated(signal: Int32)
    /// The terminal went away.
    case hungUp
}

/// The one way from the dashboard to a terminal and back: ncurses, or a test.
///
/// All calls come from one thread, but for those of the waker.
public protocol TerminalPort: AnyObject {
    /// The size of the screen.
    var size: Size { get }
    /// Has a blocked `events` return at once; may be called from any thread.
    var waker: @Sendable () -> Void { get }
    /// Shows a frame.
    func present(_ frame: Frame)
    /// Waits for events, at most that many milliseconds; for ever with nil.
    func events(waitingUpTo milliseconds: Int?) -> [TerminalEvent]
    /// Draws everything anew with the next frame.
    func redraw()
    /// Gives the terminal back to the shell until the program is continued.
    func suspend()
}
