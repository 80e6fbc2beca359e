import Screen

extension MouseEvent {
    /// The largest number of a row or a column that is believed.
    private static let mostCells = 9_999

    /// After `ESC [ <`: three numbers, and `M` or `m` (xterm's mode 1006); nil for what no mouse can mean.
    init?(report parameters: ArraySlice<UInt8>, final: UInt8) {
        guard parameters.first == UInt8(ascii: "<"),
            let numbers = KeySequence.numbers(parameters.dropFirst()), numbers.count == 3,
            1...MouseEvent.mostCells ~= numbers[1], 1...MouseEvent.mostCells ~= numbers[2],
            let kind = MouseEvent.kind(bits: numbers[0], isRelease: final == UInt8(ascii: "m"))
        else { return nil }
        var modifiers: KeyChord.Modifiers = []
        if numbers[0] & 4 != 0 { modifiers.insert(.shift) }
        if numbers[0] & 8 != 0 { modifiers.insert(.alt) }
        if numbers[0] & 16 != 0 { modifiers.insert(.control) }
        self.init(kind, at: Position(row: numbers[2] - 1, column: numbers[1] - 1), modifiers)
    }

    /// The two lowest bits are the button, 32 says that it moved, 64 that it is the wheel, 128 that it is one that few have.
    private static func kind(bits: Int, isRelease: Bool) -> Kind? {
        guard bits < 128 else { return nil }
        if bits & 64 != 0 {
            let directions: [Direction] = [.up, .down, .left, .right]
            return isRelease ? nil : .wheel(directions[bits & 3])
        }
        let buttons: [Button] = [.left, .middle, .right]
        guard bits & 3 < buttons.count else { return nil }
        let button = buttons[bits & 3]
        if isRelease { return .release(button) }
        return bits & 32 != 0 ? .drag(button) : .press(button)
    }
}
