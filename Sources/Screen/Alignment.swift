/// Where a text stands in its width.
public enum Alignment: Sendable {
    /// At the left edge.
    case left
    /// At the right edge.
    case right
    /// In the middle; an odd column is left over on the right.
    case center
}
