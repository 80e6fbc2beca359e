extension Payload {
    /// Whether a text looks like what it was taken for at all: JSON like an object or an array, a redirect like a URL, a path
    /// or a query.
    ///
    /// It tells why nothing could be decoded, not what can be.
    public var isRecognizable: Bool {
        switch content {
        case .json(let bytes):
            let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
            return text.first { !Payload.isBlank($0) }.map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }
                ?? false
        case .query(let bytes):
            let starts = ["http://", "https://", "/", "?"]
            return starts.contains { bytes.starts(with: $0.utf8) }
                || bytes.contains(UInt8(ascii: "=")) && !bytes.contains(where: Payload.isBlank)
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
}
