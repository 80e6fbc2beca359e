import Screen

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How well one colour is read on another, after WCAG 2.2.
enum Contrast {
    /// The least for text, success criterion 1.4.3.
    static let minimum = 4.5
    /// The least for signs and graphics, 1.4.11.
    static let minimumForSigns = 3.0

    /// From 1 to 21; nil where the terminal decides about one of them.
    static func ratio(_ one: Color, _ other: Color) -> Double? {
        guard let first = luminance(one), let second = luminance(other) else { return nil }
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    /// The relative luminance, 0 to 1; nil where the terminal decides.
    static func luminance(_ color: Color) -> Double? {
        guard let (red, green, blue) = components(of: color) else { return nil }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    private static func linear(_ component: UInt8) -> Double {
        let value = Double(component) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }

    private static func components(of color: Color) -> (red: UInt8, green: UInt8, blue: UInt8)? {
        switch color {
        case .rgb(let red, let green, let blue):
            return (red, green, blue)
        case .indexed(let index) where index >= 232:
            let grey = 8 + 10 * (index - 232)
            return (grey, grey, grey)
        case .indexed(let index) where index >= 16:
            let cube = index - 16
            return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        case .indexed, .ansi, .terminalDefault:
            return nil
        }
    }

    /// One of the six steps of the xterm colour cube.
    private static func level(_ step: UInt8) -> UInt8 {
        step == 0 ? 0 : 55 + 40 * step
    }
}
