/// A key with the modifiers held.
public struct KeyChord: Hashable, Sendable {
    /// The keys that have no character, and those that have.
    public enum Key: Hashable, Sendable {
        case character(Character)
        case up, down, left, right, home, end, pageUp, pageDown, insert, delete, backspace, enter, tab, escape
        case function(Int)
    }

    /// The key.
    public var key: Key
    /// Whether Control is held.
    public var control: Bool
    /// Whether Alt is held.
    public var alt: Bool
    /// Whether Shift is held; characters show it themselves.
    public var shift: Bool

    /// Makes a chord.
    public init(_ key: Key, control: Bool = false, alt: Bool = false, shift: Bool = false) {
        self.key = key
        self.control = control
        self.alt = alt
        self.shift = shift
    }

    private static let names: [(name: String, key: Key)] = [
        ("up", .up), ("down", .down), ("left", .left), ("right", .right), ("home", .home), ("end", .end),
        ("pgup", .pageUp), ("pgdn", .pageDown), ("ins", .insert), ("del", .delete), ("backspace", .backspace),
        ("enter", .enter), ("tab", .tab), ("esc", .escape), ("space", .character(" ")),
    ]

    /// Reads a chord as `description` writes it: `j`, `ctrl+c`, `shift+tab`, `pgdn`, `f1`, `space`.
    public init?(_ text: String) {
        var parts = text.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
        if text.hasSuffix("+"), text.count == 1 || text.hasSuffix("++") { parts = Array(parts.dropLast(2)) + ["+"] }
        guard let name = parts.popLast(), !name.isEmpty else { return nil }
        self.init(.escape)
        for modifier in parts {
            switch modifier {
            case "ctrl": control = true
            case "alt": alt = true
            case "shift": shift = true
            default: return nil
            }
        }
        if let known = KeyChord.names.first(where: { $0.name == name }) {
            key = known.key
        } else if name.count == 1, let character = name.first {
            key = .character(character)
        } else if name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...12).contains(number) {
            key = .function(number)
        } else {
            return nil
        }
    }
}

extension KeyChord: CustomStringConvertible {
    /// The chord as people write it: `ctrl+c`.
    public var description: String {
        let name: String =
            switch key {
            case .function(let number): "f\(number)"
            case .character(let character):
                KeyChord.names.first { $0.key == key }?.name ?? String(character)
            default: KeyChord.names.first { $0.key == key }?.name ?? "?"
            }
        return (control ? "ctrl+" : "") + (alt ? "alt+" : "") + (shift ? "shift+" : "") + name
    }
}
