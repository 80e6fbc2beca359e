/// Gives a line of a log another number, and leaves the rest of its bytes as they are.
///
/// What a newer version or another tool added stays so, which reading the line and encoding it again would lose.
package struct LineEdit {
    /// What becomes of the line's checksum.
    package enum Seal: Sendable {
        /// The line has none and gets none.
        case none
        /// It is made anew.
        case renewed
    }

    private struct Places {
        var sequence: Range<Int>?
        var of: Range<Int>?
        var checksum: Range<Int>?
    }

    private static let members: [MemberReader<Places>] = [
        MemberReader("seq") { (places, scanner) throws(JSONError) in places.sequence = try scanner.place() },
        MemberReader("of") { (places, scanner) throws(JSONError) in places.of = try scanner.place() },
        MemberReader("crc32c") { (places, scanner) throws(JSONError) in
            let start = scanner.memberStart
            try scanner.skipValue()
            places.checksum = start..<scanner.index
        },
    ]

    /// The line of a record, without its newline, under another number; an annotation is put to the record `of`.
    ///
    /// A line with its checksum elsewhere than at its end was never written by bookwatch: it is encoded anew.
    package static func numbered(_ line: [UInt8], _ record: LogRecord, _ sequence: UInt64, of: UInt64?, _ seal: Seal)
        -> [UInt8]
    {
        edited(line, sequence, of: of, seal) ?? encoded(record, sequence, of: of)
    }

    private static func edited(_ line: [UInt8], _ sequence: UInt64, of: UInt64?, _ seal: Seal) -> [UInt8]? {
        guard let places = try? places(in: line), let place = places.sequence else { return nil }
        var end = line.count
        if let checksum = places.checksum {
            guard line[checksum.upperBound...].elementsEqual([UInt8(ascii: "}")]) else { return nil }
            end = checksum.lowerBound
        } else if case .renewed = seal {
            guard let brace = line.lastIndex(of: UInt8(ascii: "}")) else { return nil }
            end = brace
        }
        var changes = [(place, sequence)]
        if let of, let place = places.of { changes.append((place, of)) }
        var bytes: [UInt8] = []
        var copied = 0
        for (place, number) in changes.sorted(by: { $0.0.lowerBound < $1.0.lowerBound }) {
            guard place.upperBound <= end else { return nil }
            bytes += line[copied..<place.lowerBound]
            JSONWriter.append(number, to: &bytes)
            copied = place.upperBound
        }
        bytes += line[copied..<end]
        if case .renewed = seal { CRC32C.seal(&bytes, from: 0) }
        return bytes
    }

    private static func encoded(_ record: LogRecord, _ sequence: UInt64, of: UInt64?) -> [UInt8] {
        var record = record.numbered(sequence)
        if case .annotation(var annotation) = record, let of {
            annotation.annotation.of = of
            record = .annotation(annotation)
        }
        var bytes: [UInt8] = []
        record.encode(into: &bytes)
        return bytes
    }

    private static func places(in line: [UInt8]) throws(JSONError) -> Places {
        try line.withUnsafeBufferPointer { bytes throws(JSONError) in
            var places = Places()
            var scanner = JSONScanner(bytes, limits: DecodedLine.limits)
            try scanner.members(into: &places, by: members)
            return places
        }
    }
}

extension JSONScanner {
    /// Passes over a value and tells where it stands.
    fileprivate mutating func place() throws(JSONError) -> Range<Int> {
        _ = try next()
        let start = index
        try skipValue()
        return start..<index
    }
}
