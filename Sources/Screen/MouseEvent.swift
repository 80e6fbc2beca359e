/// Something done with the mouse.
public struct MouseEvent: Hashable, Sendable {
    /// What was done.
    public let kind: Kind
    /// The cell that the pointer is on; always one of the screen.
    public let position: Position
    /// What is held down with it.
    ///
    /// Terminals keep shift for themselves, to select text.
    public let modifiers: KeyChord.Modifiers

    /// Makes an event.
    public init(_ kind: Kind, at position: Position, _ modifiers: KeyChord.Modifiers = []) {
        self.kind = kind
        self.position = position
        self.modifiers = modifiers
    }

    /// What can be done with a mouse.
    public enum Kind: Hashable, Sendable {
        /// A button went down.
        case press(Button)
        /// It went up; a terminal may tell it at another cell.
        case release(Button)
        /// The pointer moved to another cell while a button was down.
        case drag(Button)
        /// The wheel turned by a notch.
        case wheel(Direction)
    }

    /// The buttons that every mouse has.
    public enum Button: Hashable, Sendable {
        case left, middle, right
    }

    /// Where a wheel scrolls to.
    public enum Direction: Hashable, Sendable {
        case up, down, left, right
    }
}
