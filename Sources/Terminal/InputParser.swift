import Screen

/// Turns the bytes that a terminal sends into keys and pastes.
///
/// A terminal also sends answers and reports, which nobody typed. Those that mean something become events, or are kept in
/// `reports`; whatever else has the form of a control sequence and is no key is dropped as a whole. It knows the keys of xterm, rxvt, Linux, screen and tmux, in both cursor modes.
struct InputParser {
    /// The most bytes of a paste that are kept.
    static let pasteLimit = 65_536
    /// The longest control sequence that can be a key or an answer.
    private static let sequenceLimit = 64
    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

    private enum State {
        case ground
        /// After an escape.
        case escape
        /// After `ESC [`.
        case control
        /// After `ESC [ [`: a function key of the Linux console.
        case linuxFunction
        /// After `ESC O`.
        case single
        /// After `ESC ]` and its like, with what opened it: text for programs, up to BEL or ST.
        case text(UInt8, afterEscape: Bool)
        /// In a mouse report of the old kind: bytes to come.
        case mouse(Int)
        /// In a paste: how much of its end has been seen.
        case paste(matched: Int)
    }

    /// What the terminal told of itself that concerns nobody but its session; whoever takes it empties it.
    var reports: [TerminalReport] = []

    private var state = State.ground
    private var collected: [UInt8] = []
    private var character: [UInt8] = []

    /// Whether the bytes so far may be a key or the begin of a sequence; a pause tells.
    var isInEscape: Bool {
        switch state {
        case .escape, .linuxFunction, .single: true
        case .control, .text: !awaitsRest
        case .ground, .paste, .mouse: false
        }
    }

    /// Whether what has begun can only be what a terminal sends by itself, so that the rest will come, however late.
    ///
    /// Slow lines cut sequences in two, and the second half must not be taken for keys.
    private var awaitsRest: Bool {
        switch state {
        case .control: collected.first.map { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "<") } ?? false
        case .text(UInt8(ascii: "]"), _): InputParser.isGroundAnswer(collected)
        case .mouse: true
        default: false
        }
    }

    /// Whether the bytes may be the begin of the answer that tells the ground; no text that somebody types looks like it.
    private static func isGroundAnswer(_ bytes: [UInt8]) -> Bool {
        let prefix = Array("11;".utf8)
        guard !bytes.isEmpty, bytes.count <= sequenceLimit, zip(bytes, prefix).allSatisfy(==) else { return false }
        return bytes.dropFirst(prefix.count).allSatisfy {
            switch $0 {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
                UInt8(ascii: "a")...UInt8(ascii: "g"), UInt8(ascii: "r"), UInt8(ascii: ":"), UInt8(ascii: "/"),
                UInt8(ascii: "#"):
                true
            default: false
            }
        }
    }

    /// Takes a byte; adds what it completes.
    mutating func parse(_ byte: UInt8, into events: inout [TerminalEvent]) {
        switch state {
        case .ground: parseGround(byte, into: &events)
        case .escape: parseEscape(byte, into: &events)
        case .control: parseControl(byte, into: &events)
        case .linuxFunction: finish(KeySequence.linuxFunction(byte), into: &events)
        case .single: parseSingle(byte, into: &events)
        case .text(let opener, let afterEscape):
            parseText(byte, opener: opener, afterEscape: afterEscape, into: &events)
        case .mouse(let rest): state = rest > 1 ? .mouse(rest - 1) : .ground
        case .paste(let matched): parsePaste(byte, matched: matched, into: &events)
        }
    }

    /// Ends what a pause has cut: an escape alone is the key, with one character more it is Alt and that.
    mutating func endEscape(into events: inout [TerminalEvent]) {
        switch state {
        case .escape: finish(KeyChord(.escape), into: &events)
        case .control where collected.isEmpty: finish(KeyChord(.character("["), .alt), into: &events)
        case .single: finish(KeyChord(.character("O"), .alt), into: &events)
        case .text(let opener, _) where collected.isEmpty:
            finish(KeyChord(.character(Character(Unicode.Scalar(opener))), .alt), into: &events)
        case .ground, .paste: break
        default: if !awaitsRest { finish(nil, into: &events) }
        }
    }

    private mutating func finish(_ chord: KeyChord?, into events: inout [TerminalEvent]) {
        if let chord { events.append(.key(chord)) }
        collected.removeAll(keepingCapacity: true)
        state = .ground
    }

    private mutating func parseGround(_ byte: UInt8, into events: inout [TerminalEvent]) {
        if byte == 0x1B {
            character.removeAll()
            state = .escape
        } else if byte < 0x80 {
            character.removeAll()
            finish(KeySequence.typed(byte), into: &events)
        } else {
            parseCharacter(byte, into: &events)
        }
    }

    private mutating func parseCharacter(_ byte: UInt8, into events: inout [TerminalEvent]) {
        if byte >= 0xC0 { character.removeAll() }
        character.append(byte)
        guard let lead = character.first, 0xC2...0xF4 ~= lead else { return character.removeAll() }
        guard character.count == (lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4) else { return }
        let text = String(validating: character, as: UTF8.self)
        character.removeAll()
        guard let typed = text?.first, let scalar = typed.unicodeScalars.first, scalar.value > 0x9F else { return }
        events.append(.key(KeyChord(.character(typed))))
    }

    private mutating func parseEscape(_ byte: UInt8, into events: inout [TerminalEvent]) {
        switch byte {
        case UInt8(ascii: "["): state = .control
        case UInt8(ascii: "O"): state = .single
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            state = .text(byte, afterEscape: false)
        case 0x1B:
            finish(KeyChord(.escape), into: &events)
            state = .escape
        case 0x80...:
            finish(KeyChord(.escape), into: &events)
            parse(byte, into: &events)
        default:
            let chord = KeySequence.typed(byte)
            finish(chord.map { KeyChord($0.key, $0.modifiers.union(.alt)) }, into: &events)
        }
    }

    private mutating func parseControl(_ byte: UInt8, into events: inout [TerminalEvent]) {
        switch byte {
        case UInt8(ascii: "$") where !collected.isEmpty && collected.allSatisfy { 0x30...0x39 ~= $0 }:
            // Not by the rules, but rxvt ends keys with it.
            finish(KeySequence.control(collected[...], final: byte), into: &events)
        case 0x20...0x3F:
            // What is too long is passed over to its end.
            if collected.count <= InputParser.sequenceLimit { collected.append(byte) }
        case UInt8(ascii: "[") where collected.isEmpty:
            state = .linuxFunction
        case UInt8(ascii: "M") where collected.isEmpty:
            state = .mouse(3)
        case UInt8(ascii: "~") where collected == Array("200".utf8):
            collected.removeAll(keepingCapacity: true)
            state = .paste(matched: 0)
        case 0x40...0x7E:
            finishControl(byte, into: &events)
        case 0x1B:
            finish(nil, into: &events)
            state = .escape
        default:
            finish(nil, into: &events)
        }
    }

    private mutating func finishControl(_ byte: UInt8, into events: inout [TerminalEvent]) {
        let parameters = collected[...]
        guard parameters.count <= InputParser.sequenceLimit else { return finish(nil, into: &events) }
        if byte | 0x20 == UInt8(ascii: "m"), let mouse = MouseEvent(report: parameters, final: byte) {
            events.append(.mouse(mouse))
        }
        if let report = TerminalReport(control: parameters, final: byte) { take(report, into: &events) }
        finish(KeySequence.control(parameters, final: byte), into: &events)
    }

    private mutating func take(_ report: TerminalReport, into events: inout [TerminalEvent]) {
        if case .background(let background) = report {
            events.append(.background(background))
        } else {
            reports.append(report)
        }
    }

    private mutating func parseSingle(_ byte: UInt8, into events: inout [TerminalEvent]) {
        if byte == 0x1B {
            finish(nil, into: &events)
            state = .escape
        } else if 0x30...0x39 ~= byte, collected.isEmpty {
            collected.append(byte)
        } else {
            finish(KeySequence.single(byte, modifier: collected.first), into: &events)
        }
    }

    private mutating func parseText(_ byte: UInt8, opener: UInt8, afterEscape: Bool, into events: inout [TerminalEvent])
    {
        switch byte {
        case 0x07:
            finishText(opener: opener, into: &events)
        case UInt8(ascii: "\\") where afterEscape:
            finishText(opener: opener, into: &events)
        case 0x1B:
            // The backslash of ST that may follow is a key that nobody has: Alt and a backslash.
            state = .text(opener, afterEscape: true)
        default:
            if collected.count <= InputParser.sequenceLimit { collected.append(byte) }
            state = .text(opener, afterEscape: false)
        }
    }

    private mutating func finishText(opener: UInt8, into events: inout [TerminalEvent]) {
        let report = opener == UInt8(ascii: "]") ? TerminalReport(string: collected[...]) : nil
        if let report { take(report, into: &events) }
        finish(nil, into: &events)
    }

    private mutating func parsePaste(_ byte: UInt8, matched: Int, into events: inout [TerminalEvent]) {
        let end = InputParser.pasteEnd
        if byte == end[matched] {
            state = .paste(matched: matched + 1)
            if matched + 1 == end.count {
                let text = String(decoding: collected, as: UTF8.self)
                finish(nil, into: &events)
                events.append(.paste(text))
            }
            return
        }
        keep(end[..<matched])
        if byte == end[0] {
            state = .paste(matched: 1)
        } else {
            keep([byte])
            state = .paste(matched: 0)
        }
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        collected.append(contentsOf: bytes.prefix(max(0, InputParser.pasteLimit - collected.count)))
    }
}
