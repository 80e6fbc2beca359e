import Screen

extension VirtualScreen {
    /// Obeys a control sequence.
    mutating func apply(final: Character, body: String) {
        if final == "p" || final == "c" && body.isEmpty { return questions.append(body + String(final)) }
        if body.hasPrefix("?") {
            switch final {
            case "h", "l": mode(body.dropFirst(), on: final == "h")
            // The form of the cursor, on Linux.
            case "c": break
            default: unknown.insert("CSI \(body)\(final)")
            }
            return
        }
        let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let count = max(1, numbers.first ?? 0)
        switch final {
        case "m": style(body)
        // 34: the form of the cursor, in screen.
        case "h", "l":
            if !["4l", "34h", "34l"].contains(body + String(final)) { unknown.insert("CSI \(body)\(final)") }
        case "t": titleDepth += numbers.first == 22 ? 1 : numbers.first == 23 ? -1 : 0
        case "H", "f", "A", "B", "C", "D", "G", "d": move(final, numbers, count)
        case "J": erase(numbers.first ?? 0)
        case "K": eraseLine(numbers.first ?? 0)
        case "X": blank(row: row, column..<min(columns, column + count))
        case "P": shift(by: count)
        case "@": shift(by: -count)
        case "L": inRegion(from: row) { $0.scroll(by: -count) }
        case "M": inRegion(from: row) { $0.scroll(by: count) }
        case "S": scroll(by: count)
        case "T": scroll(by: -count)
        case "b": for _ in 0..<count { put(last) }
        case "r":
            scrollTop = max(1, numbers.first ?? 0) - 1
            scrollBottom = (numbers.count > 1 && numbers[1] > 0 ? min(rows, numbers[1]) : rows) - 1
            (row, column) = (0, 0)
        default: unknown.insert("CSI \(body)\(final)")
        }
    }

    private mutating func move(_ final: Character, _ numbers: [Int], _ count: Int) {
        switch final {
        case "A": row = max(0, row - count)
        case "B": row = min(rows - 1, row + count)
        case "C": column = min(columns - 1, column + count)
        case "D": column = max(0, column - count)
        case "G": column = min(columns, count) - 1
        case "d": row = min(rows, count) - 1
        default:
            row = min(rows, count) - 1
            column = min(columns, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
        }
    }

    /// Select Graphic Rendition.
    private mutating func style(_ body: String) {
        var rest = body.split(omittingEmptySubsequences: false) { $0 == ";" || $0 == ":" }.map { Int($0) ?? 0 }[...]
        while let number = rest.popFirst() {
            switch number {
            case 0: look = Look()
            // The first font.
            case 10: break
            case 1, 2, 3, 4, 7: look.attributes.insert(Attributes(rawValue: 1 << number))
            case 22: look.attributes.subtract([.bold, .dim])
            case 23, 24, 27: look.attributes.subtract(Attributes(rawValue: 1 << (number - 20)))
            case 30...37: look.foreground = number - 30
            case 90...97: look.foreground = number - 82
            case 39: look.foreground = nil
            case 40...47: look.background = number - 40
            case 100...107: look.background = number - 92
            case 49: look.background = nil
            case 38: look.foreground = color(&rest)
            case 48: look.background = color(&rest)
            default: unknown.insert("CSI \(body)m")
            }
        }
    }

    /// `5;INDEX`, or `2` and red, green, blue, with the empty place of a colour space before them where colons are used.
    private mutating func color(_ rest: inout ArraySlice<Int>) -> Int? {
        switch rest.popFirst() {
        case 5:
            return rest.popFirst()
        case 2:
            if rest.count == 4 { rest.removeFirst() }
            let channels = [rest.popFirst(), rest.popFirst(), rest.popFirst()].compactMap { $0 }
            return channels.reduce(0) { $0 << 8 | $1 } + Look.direct
        default:
            unknown.insert("a colour")
            return nil
        }
    }

    private mutating func mode(_ body: Substring, on isOn: Bool) {
        for number in body.split(separator: ";") {
            switch number {
            case "1049": isAlternate = isOn
            case "25": isCursorVisible = isOn
            case "7": wraps = isOn
            case "1", "12", "1034": break
            case "2004", "1000", "1002", "1006", "2026", "2031":
                if isOn, number == "2026" { updates += 1 }
                guard let number = Int(number) else { break }
                if isOn { modes.insert(number) } else { modes.remove(number) }
            default: unknown.insert("mode \(number)")
            }
        }
    }
}
