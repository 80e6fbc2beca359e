/// The sequence that asks a terminal to put text on its user's clipboard (OSC 52).
enum ClipboardSequence {
    /// The most bytes of text: xterm takes a sequence of 100,000.
    static let limit = 74_994
    /// The most that screen passes on in one piece is 768.
    private static let pieceLength = 700

    /// The bytes, wrapped so that a multiplexer hands them on; nil for text that is too long.
    static func bytes(_ text: String, through multiplexer: TerminalFamily.Multiplexer?) -> [UInt8]? {
        guard text.utf8.count <= limit else { return nil }
        let plain = Array("\u{1B}]52;c;".utf8) + base64(text.utf8) + [0x07]
        switch multiplexer {
        case nil:
            return plain
        case .tmux:
            // tmux takes the plain one where `set-clipboard` is on, and passes the other on where `allow-passthrough` is.
            let doubled = plain.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
            return plain + Array("\u{1B}Ptmux;".utf8) + doubled + Array("\u{1B}\\".utf8)
        case .screen:
            return stride(from: 0, to: plain.count, by: pieceLength).flatMap { start in
                Array("\u{1B}P".utf8) + plain[start..<min(start + pieceLength, plain.count)] + Array("\u{1B}\\".utf8)
            }
        }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// RFC 4648, section 4.
    private static func base64(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var (bits, count): (UInt32, Int) = (0, 0)
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                result.append(alphabet[Int(bits >> UInt32(count) & 63)])
            }
        }
        if count > 0 { result.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
        while result.count % 4 != 0 { result.append(UInt8(ascii: "=")) }
        return result
    }
}
