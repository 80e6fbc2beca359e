extension Color {
    /// The nearest colour that a terminal of a depth can show; itself where it can.
    ///
    /// Nearness is the weighted distance in RGB, on the xterm palette: a terminal's own sixteen colours are unknown, and
    /// asking for them would be answered on the standard input.
    public func reduced(to depth: ColorDepth) -> Color {
        switch (self, depth) {
        case (.terminalDefault, _), (_, .trueColor):
            return self
        case (_, .none):
            return .terminalDefault
        case (.rgb(let red, let green, let blue), .indexed256):
            return .indexed(Color.nearestIndex(red: Int(red), green: Int(green), blue: Int(blue)))
        case (.ansi, .indexed256), (.indexed, .indexed256):
            return self
        case (_, .ansi16), (_, .ansi8):
            return .ansi(nearestNamed(count: depth == .ansi16 ? 16 : 8))
        }
    }

    private func nearestNamed(count: UInt8) -> UInt8 {
        switch self {
        case .ansi(let index) where index < 16, .indexed(let index) where index < 16:
            return index % count
        case .ansi(let index), .indexed(let index):
            let (red, green, blue) = Color.components(ofIndex: index)
            return Color.nearestNamed(red: red, green: green, blue: blue, count: count)
        case .rgb(let red, let green, let blue):
            return Color.nearestNamed(red: Int(red), green: Int(green), blue: Int(blue), count: count)
        case .terminalDefault:
            return 7
        }
    }

    private static func nearestNamed(red: Int, green: Int, blue: Int, count: UInt8) -> UInt8 {
        (0..<count).min { distance($0, red, green, blue) < distance($1, red, green, blue) } ?? 7
    }

    /// The nearest of the colour cube and the greys, 16 to 255.
    private static func nearestIndex(red: Int, green: Int, blue: Int) -> UInt8 {
        let cube = 16 + 36 * nearestLevel(red) + 6 * nearestLevel(green) + nearestLevel(blue)
        let grey = 232 + min(23, max(0, ((red + green + blue) / 3 - 3) / 10))
        let (cubeIndex, greyIndex) = (UInt8(cube), UInt8(grey))
        return distance(greyIndex, red, green, blue) < distance(cubeIndex, red, green, blue) ? greyIndex : cubeIndex
    }

    private static let levels = [0, 95, 135, 175, 215, 255]

    private static func nearestLevel(_ value: Int) -> Int {
        levels.indices.min { abs(levels[$0] - value) < abs(levels[$1] - value) } ?? 0
    }

    /// The square of a distance that weighs the channels about as the eye does.
    private static func distance(_ index: UInt8, _ red: Int, _ green: Int, _ blue: Int) -> Int {
        let other = components(ofIndex: index)
        let (byRed, byGreen, byBlue) = (other.red - red, other.green - green, other.blue - blue)
        return 3 * byRed * byRed + 6 * byGreen * byGreen + byBlue * byBlue
    }

    /// Red, green and blue, 0 to 255, of an entry of the xterm palette.
    public static func components(ofIndex index: UInt8) -> (red: Int, green: Int, blue: Int) {
        let value = Int(index)
        switch value {
        case 0..<16:
            return named[value]
        case 16..<232:
            let cube = value - 16
            return (levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
        default:
            let grey = 8 + 10 * (value - 232)
            return (grey, grey, grey)
        }
    }

    private static let named: [(red: Int, green: Int, blue: Int)] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
        (255, 255, 255),
    ]
}
