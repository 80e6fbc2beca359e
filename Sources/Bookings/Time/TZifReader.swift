/// Reads the data of a TZif file (RFC 8536 section 3); every count in it is checked against the file's length.
struct TZifReader {
    private let bytes: [UInt8]
    private var index = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private struct Header {
        var version: UInt8
        var utIndicators: Int
        var standardIndicators: Int
        var leapSeconds: Int
        var transitions: Int
        var kinds: Int
        var abbreviationBytes: Int
    }

    mutating func read() -> ZoneRules.Table? {
        guard let first = header() else { return nil }
        guard first.version >= UInt8(ascii: "2") else { return table(first, timeSize: 4, hasFooter: false) }
        let length =
            first.transitions * 5 + first.kinds * 6 + first.abbreviationBytes + first.leapSeconds * 8
            + first.standardIndicators + first.utIndicators
        guard length <= bytes.count - index else { return nil }
        index += length
        guard let second = header() else { return nil }
        return table(second, timeSize: 8, hasFooter: true)
    }

    private mutating func header() -> Header? {
        guard bytes.count - index >= 44, bytes[index..<index + 4].elementsEqual("TZif".utf8) else { return nil }
        let version = bytes[index + 4]
        index += 20
        let counts = (0..<6).map { _ in Int(integer(size: 4) & 0xFFFF_FFFF) }
        // More than the whole file holds is not worth adding up.
        guard counts.allSatisfy({ $0 <= bytes.count }), counts[4] > 0 else { return nil }
        return Header(
            version: version,
            utIndicators: counts[0],
            standardIndicators: counts[1],
            leapSeconds: counts[2],
            transitions: counts[3],
            kinds: counts[4],
            abbreviationBytes: counts[5]
        )
    }

    private mutating func table(_ header: Header, timeSize: Int, hasFooter: Bool) -> ZoneRules.Table? {
        let length =
            header.transitions * (timeSize + 1) + header.kinds * 6 + header.abbreviationBytes
            + header.leapSeconds * (timeSize + 4) + header.standardIndicators + header.utIndicators
        guard length <= bytes.count - index else { return nil }
        let end = index + length
        let transitions = (0..<header.transitions).map { _ in integer(size: timeSize) }
        let indices = Array(bytes[index..<index + header.transitions])
        index += header.transitions
        let kinds = self.kinds(header)
        guard indices.allSatisfy({ Int($0) < kinds.count }) else { return nil }
        index = end
        let footer = hasFooter ? footerText().flatMap(POSIXZone.init) : nil
        return ZoneRules.Table(transitions: transitions, indices: indices, kinds: kinds, footer: footer)
    }

    private mutating func kinds(_ header: Header) -> [ZoneRules.Kind] {
        let names = index + header.kinds * 6
        return (0..<header.kinds).map { _ in
            let offset = Int(integer(size: 4))
            let start = names + min(Int(bytes[index + 1]), header.abbreviationBytes)
            index += 2
            let name = bytes[start..<names + header.abbreviationBytes].prefix { $0 != 0 }
            return ZoneRules.Kind(offset: offset, abbreviation: String(decoding: name, as: UTF8.self))
        }
    }

    private func footerText() -> String? {
        guard index < bytes.count, bytes[index] == 0x0A else { return nil }
        return String(decoding: bytes[(index + 1)...].prefix { $0 != 0x0A }, as: UTF8.self)
    }

    /// A big-endian two's complement number; the caller has checked that it is there.
    private mutating func integer(size: Int) -> Int64 {
        var value: UInt64 = bytes[index] & 0x80 != 0 ? .max : 0
        for byte in bytes[index..<index + size] { value = value << 8 | UInt64(byte) }
        index += size
        return Int64(bitPattern: value)
    }
}
