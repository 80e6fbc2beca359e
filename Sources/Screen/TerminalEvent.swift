/// Something that came from the terminal, or from the system for it.
public enum TerminalEvent: Equatable, Sendable {
    /// A key was pressed.
    case key(KeyChord)
    /// Text was pasted; at most 64 KB of it, as it came: it is outside text.
    case paste(String)
    /// Something was done with the mouse; only while the port's `mouse` is on.
    case mouse(MouseEvent)
    /// The terminal told what its ground is, as an answer or because its owner changed it; it may tell the same again.
    case background(Background)
    /// The terminal has another size now.
    case resized(Size)
    /// Another thread called the port's `waker`.
    case woken
    /// The system asks the program to end.
    case signal(TerminationSignal)
    /// The terminal went away: nothing can be shown or read any more.
    case hangUp
}

/// The signals that ask a program to end.
///
/// The raw values are their numbers, the same on Linux and macOS.
public enum TerminationSignal: Int32, Sendable {
    /// SIGHUP.
    case hangUp = 1
    /// SIGINT.
    case interrupt = 2
    /// SIGQUIT.
    case quit = 3
    /// SIGTERM.
    case terminate = 15

    /// The signal's number.
    public var number: Int32 { rawValue }
}
