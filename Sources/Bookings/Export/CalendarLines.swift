/// The content lines of a calendar file (RFC 5545 section 3.1).
struct CalendarLines {
    private static let limit = 75

    private(set) var bytes: [UInt8] = []

    /// The bytes that were added since it was last asked.
    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// Adds a property whose value needs no escaping.
    mutating func add(_ name: StaticString, _ value: String) {
        var line = Array("\(name):".utf8)
        line += value.utf8
        fold(line)
    }

    /// Adds a property whose value is text.
    mutating func add(_ name: StaticString, text: String) {
        add(name, CalendarLines.escaped(text))
    }

    /// Escapes what has a meaning in a text (section 3.3.11).
    ///
    /// Line breaks of any kind become `\n`, other controls are dropped, and a sign stands for what is hidden.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped.append(contentsOf: ["\\", scalar])
            case "\n" where previous == "\r": break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": escaped.append(contentsOf: ["\\", "n"])
            case "\t": escaped.append(" ")
            case _ where scalar.properties.generalCategory == .control: break
            default: escaped.append(scalar)
            }
            previous = scalar
        }
        return HiddenText.shown(String(escaped))
    }

    /// Breaks a line after 75 octets at most, before the first byte of a character; the blank that goes on counts.
    private mutating func fold(_ line: [UInt8]) {
        var rest = line[...]
        var room = CalendarLines.limit
        while rest.count > room {
            var cut = rest.startIndex + room
            while cut > rest.startIndex, rest[cut] & 0xC0 == 0x80 { cut -= 1 }
            bytes += rest[..<cut]
            bytes += [0x0D, 0x0A, 0x20]
            rest = rest[cut...]
            room = CalendarLines.limit - 1
        }
        bytes += rest
        bytes += [0x0D, 0x0A]
    }
}
