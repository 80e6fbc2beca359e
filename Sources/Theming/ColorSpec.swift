import Screen

/// A colour as a theme's file states it.
enum ColorSpec: Equatable {
    /// The colour itself.
    case color(Color)
    /// A name, of the palette or of one of the sixteen colours: known once the palettes of all files are together.
    case name(String)

    /// What is wrong with the text of a colour.
    struct Fault: Error {
        var message: String
    }

    private static let forms =
        "#rrggbb, #rgb, a name such as bright-red, a number from 0 to 255, default, or a name from [palette]"

    init(_ node: TOMLNode) throws(Fault) {
        switch node.value {
        case .integer(let number):
            self = .color(try ColorSpec.indexed(number))
        case .string(let text):
            self = try ColorSpec.parse(text)
        default:
            throw Fault(message: "\(node.kind) is not a colour; use \(ColorSpec.forms)")
        }
    }

    private static func parse(_ text: String) throws(Fault) -> ColorSpec {
        if text.hasPrefix("#") { return .color(try hex(text)) }
        if let number = Int(text) { return .color(try indexed(number)) }
        return text == "default" ? .color(.terminalDefault) : .name(text)
    }

    private static func indexed(_ number: Int) throws(Fault) -> Color {
        guard let index = UInt8(exactly: number) else {
            throw Fault(message: "\(number) is not a colour; the numbers go from 0 to 255")
        }
        return index < 16 ? .ansi(index) : .indexed(index)
    }

    private static func hex(_ text: String) throws(Fault) -> Color {
        let digits = text.utf8.dropFirst().compactMap { UInt8(hexDigit: $0) }
        guard digits.count == text.utf8.count - 1, digits.count == 6 || digits.count == 3 else {
            throw Fault(message: "\(SafeQuote.quoted(text)) is not a colour; after # come 3 or 6 of 0-9, a-f")
        }
        if digits.count == 3 { return .rgb(digits[0] * 17, digits[1] * 17, digits[2] * 17) }
        return .rgb(digits[0] * 16 + digits[1], digits[2] * 16 + digits[3], digits[4] * 16 + digits[5])
    }

    private static let plainNames = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    /// The names of the sixteen colours, in their order.
    static let names = plainNames + plainNames.map { "bright-" + $0 }

    /// The colour, with the help of a palette, whose names win over those of the sixteen.
    func resolved(in palette: [String: Color]) throws(Fault) -> Color {
        switch self {
        case .color(let color):
            return color
        case .name(let name):
            if let color = palette[name] { return color }
            if let index = ColorSpec.names.firstIndex(of: name) { return .ansi(UInt8(truncatingIfNeeded: index)) }
            let nearest = Suggestion.nearest(to: name, among: ColorSpec.names + ["default"] + palette.keys)
            let advice = nearest.map { "did you mean \(SafeQuote.quoted($0))?" } ?? "use \(ColorSpec.forms)"
            throw Fault(message: "there is no colour \(SafeQuote.quoted(name)); \(advice)")
        }
    }
}

extension UInt8 {
    /// The value of an ASCII hexadecimal digit; nil for any other byte.
    init?(hexDigit byte: UInt8) {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self = byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self = byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self = byte - UInt8(ascii: "A") + 10
        default: return nil
        }
    }
}
