import Screen

/// What a terminal tells of itself, asked or not.
enum TerminalReport: Equatable {
    /// Which terminal it is (DA1). All terminals answer this, in the order of the questions, so no answer comes after it.
    case attributes
    /// Whether it has a private mode (DECRPM).
    case mode(Int, isKnown: Bool)
    /// What its ground is, or what its owner prefers.
    case background(Background)

    /// After `ESC [`: parameters and the last byte; nil for what is none of these.
    init?(control parameters: ArraySlice<UInt8>, final: UInt8) {
        guard parameters.first == UInt8(ascii: "?") else { return nil }
        var body = parameters.dropFirst()
        if final == UInt8(ascii: "y") {
            guard body.popLast() == UInt8(ascii: "$") else { return nil }
        }
        guard let numbers = KeySequence.numbers(body) else { return nil }
        switch (final, numbers.count) {
        case (UInt8(ascii: "c"), _):
            self = .attributes
        case (UInt8(ascii: "y"), 2):
            // 1 and 2: on and off now; 3 and 4: for ever.
            self = .mode(numbers[0], isKnown: 1...3 ~= numbers[1])
        case (UInt8(ascii: "n"), 2) where numbers[0] == 997 && 1...2 ~= numbers[1]:
            self = .background(numbers[1] == 1 ? .dark : .light)
        default:
            return nil
        }
    }

    /// Between `ESC ]` and its end: `11;rgb:1e1e/1e1e/1e1e`.
    init?(string: ArraySlice<UInt8>) {
        let prefix = Array("11;".utf8)
        guard string.starts(with: prefix),
            let luminance = TerminalReport.luminance(String(decoding: string.dropFirst(prefix.count), as: UTF8.self))
        else { return nil }
        self = .background(luminance > 0.5 ? .light : .dark)
    }

    /// How light a colour is to the eye, 0 to 1, in the forms in which X11 writes one.
    private static func luminance(_ text: String) -> Double? {
        var channels: [Substring]
        if let colon = text.firstIndex(of: ":") {
            guard ["rgb", "rgba"].contains(text[..<colon]) else { return nil }
            channels = text[text.index(after: colon)...].split(separator: "/", omittingEmptySubsequences: false)
        } else {
            let digits = text.dropFirst()
            guard text.hasPrefix("#"), !digits.isEmpty, digits.utf8.count % 3 == 0 else { return nil }
            let length = digits.utf8.count / 3
            channels = (0..<3).map { digits.dropFirst($0 * length).prefix(length) }
        }
        guard 3...4 ~= channels.count else { return nil }
        let values = channels.prefix(3).compactMap(value)
        guard values.count == 3 else { return nil }
        return 0.299 * values[0] + 0.587 * values[1] + 0.114 * values[2]
    }

    /// One to four hexadecimal digits, as a part of the most that so many can say.
    private static func value(_ digits: Substring) -> Double? {
        guard 1...4 ~= digits.utf8.count, digits.utf8.allSatisfy(\.isHexDigit), let number = Int(digits, radix: 16)
        else { return nil }
        return Double(number) / Double(1 << (4 * digits.utf8.count) - 1)
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }
}
