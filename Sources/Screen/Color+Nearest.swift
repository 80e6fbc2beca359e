extension Color {
    /// The nearest colour that a terminal of some depth has.
    public func nearest(in depth: ColorDepth) -> Color {
        switch (self, depth) {
        case (.terminalDefault, _), (_, .none): return .terminalDefault
        case (.ansi(let number), .ansi8): return .ansi(number % 8)
        case (.ansi, _), (.rgb, .trueColor), (.indexed, .indexed256), (.indexed, .trueColor): return self
        case (.rgb, .indexed256): return .indexed(components.flatMap(Color.nearestIndex) ?? 7)
        case (.rgb, _), (.indexed, _):
            guard let components else { return .terminalDefault }
            let candidates = depth == .ansi8 ? 0..<8 : 0..<16
            let best = candidates.min { left, right in
                Color.distance(Color.basic[left], components) < Color.distance(Color.basic[right], components)
            }
            return .ansi(UInt8(best ?? 7))
        }
    }

    /// Red, green and blue, 0 to 255; nil for what the terminal's user decides.
    public var components: SIMD3<Int32>? {
        switch self {
        case .terminalDefault: nil
        case .ansi(let number): Color.basic[Int(number % 16)]
        case .indexed(let number): Color.indexedComponents(Int(number))
        case .rgb(let red, let green, let blue): SIMD3(Int32(red), Int32(green), Int32(blue))
        }
    }

    /// The sixteen colours as xterm has them.
    private static let basic: [SIMD3<Int32>] = [
        [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205], [229, 229, 229],
        [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255], [255, 0, 255], [0, 255, 255],
        [255, 255, 255],
    ]

    private static let steps: [Int32] = [0, 95, 135, 175, 215, 255]

    private static func indexedComponents(_ number: Int) -> SIMD3<Int32> {
        if number < 16 { return basic[number] }
        if number >= 232 { return SIMD3(repeating: Int32(8 + (number - 232) * 10)) }
        let cube = number - 16
        return SIMD3(steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
    }

    /// The first sixteen are left out: their user may have set them to anything.
    private static func nearestIndex(_ color: SIMD3<Int32>) -> UInt8 {
        let best = (16..<256).min { left, right in
            distance(indexedComponents(left), color) < distance(indexedComponents(right), color)
        }
        return UInt8(best ?? 7)
    }

    private static func distance(_ left: SIMD3<Int32>, _ right: SIMD3<Int32>) -> Int32 {
        let difference = left &- right
        // The eye sees green best and blue least.
        return (difference &* difference &* SIMD3(3, 4, 2)).wrappedSum()
    }
}
