/// A terminal as the run loop sees it: events in, frames out.
///
/// All is called from one thread, except the closure that `waker` returns.
public protocol TerminalPort: AnyObject {
    /// The size of the terminal as last reported.
    var size: Size { get }

    /// A closure that ends a wait in `events` from any thread; it does nothing once the port is closed.
    var waker: @Sendable () -> Void { get }

    /// What the roles look like; a new one shows the last frame anew.
    var styleSheet: StyleSheet { get set }

    /// Whether the mouse is reported; off at first, so that the terminal's own selection works.
    var mouse: Bool { get set }

    /// Waits until something happened, and returns all that did, in order.
    ///
    /// - Parameter milliseconds: the longest wait; nil waits for ever, 0 not at all.
    /// - Returns: empty when the time is over.
    func events(waitingUpTo milliseconds: Int?) -> [TerminalEvent]

    /// Shows a frame. Only what differs from the one before is sent.
    func present(_ frame: Frame)

    /// Shows the last frame again from nothing, for a screen that another program has written on.
    func redraw()

    /// Gives the terminal back, stops the process as the shell's job control does, and takes the terminal again afterwards.
    func suspend()

    /// Asks the terminal to put a text on the clipboard of its user, also where that is on another machine.
    ///
    /// Other than in a frame, text from outside may hold anything; it is encoded.
    func copy(_ text: String) -> CopyOutcome

    /// Gives the terminal back for good. Closing twice is closing once.
    func close()
}
