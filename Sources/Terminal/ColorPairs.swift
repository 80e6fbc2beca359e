import CTerminal
import Screen

/// The colour pairs of ncurses, made when a style first needs one.
struct ColorPairs {
    private struct Colors: Hashable {
        let foreground: Int32
        let background: Int32
    }

    private let depth: ColorDepth
    private var pairs: [Colors: Int16] = [:]

    init(depth: ColorDepth) {
        self.depth = depth
    }

    /// The pair of two colours; 0, the terminal's own, when there are no more.
    mutating func pair(foreground: Color?, background: Color?) -> Int16 {
        let colors = Colors(foreground: number(foreground), background: number(background))
        if colors == Colors(foreground: -1, background: -1) { return 0 }
        if let pair = pairs[colors] { return pair }
        let pair = Int16(clamping: pairs.count + 1)
        guard bw_define_pair(Int32(pair), colors.foreground, colors.background) else { return 0 }
        pairs[colors] = pair
        return pair
    }

    /// The number of a colour in ncurses: -1 for the terminal's own, else an index, or red, green and blue.
    private func number(_ color: Color?) -> Int32 {
        switch color ?? .terminalDefault {
        case .terminalDefault: return -1
        case .ansi(let index) where depth < .trueColor || index < 8: return Int32(index)
        case .ansi(let index), .indexed(let index):
            guard depth == .trueColor else { return Int32(index) }
            let components = Color.components(ofIndex: index)
            return ColorPairs.direct(components.red, components.green, components.blue)
        case .rgb(let red, let green, let blue):
            return ColorPairs.direct(Int(red), Int(green), Int(blue))
        }
    }

    /// The first eight numbers mean the named colours also where all others are red, green and blue.
    private static func direct(_ red: Int, _ green: Int, _ blue: Int) -> Int32 {
        let number = red << 16 | green << 8 | blue
        return 1..<8 ~= number ? 8 : Int32(number)
    }
}
