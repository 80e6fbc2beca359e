/// Reading dates and times as ISO 8601 and RFC 3339 write them: `2026-02-05T15:30:00.000Z`.
struct ISO8601 {
    /// The date and time as it stands there.
    var civil: CivilTime
    /// Seconds east of UTC; nil where the text names no zone.
    var offset: Int?

    /// Reads `YYYY-MM-DD`, then `T` or a blank and `hh:mm`, then seconds, a fraction (cut after milliseconds), and `Z` or an
    /// offset, each of which may be missing.
    init?(_ text: some StringProtocol) {
        var reader = Reader(bytes: Array(text.utf8))
        guard let year = reader.number(digits: 4), reader.take("-"), let month = reader.number(digits: 2),
            reader.take("-"), let day = reader.number(digits: 2),
            reader.take("T") || reader.take("t") || reader.take(" "),
            let hour = reader.number(digits: 2), reader.take(":"), let minute = reader.number(digits: 2)
        else { return nil }
        civil = CivilTime(year: year, month: month, day: day, hour: hour, minute: minute)
        if reader.take(":") {
            guard let second = reader.number(digits: 2) else { return nil }
            // A leap second is shown as the last second before it: no clock here knows 60.
            civil.second = second == 60 ? 59 : second
            if reader.take(".") || reader.take(",") {
                guard let fraction = reader.fraction() else { return nil }
                civil.millisecond = fraction
            }
        }
        guard civil.isValid, reader.readZone(into: &offset), reader.isAtEnd else { return nil }
    }

    private struct Reader {
        let bytes: [UInt8]
        var index = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { index == bytes.count }

        mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard index < bytes.count, bytes[index] == UInt8(ascii: scalar) else { return false }
            index += 1
            return true
        }

        mutating func number(digits: Int) -> Int? {
            guard index + digits <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[index..<index + digits] {
                guard byte &- UInt8(ascii: "0") < 10 else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            index += digits
            return value
        }

        /// A fraction of a second in milliseconds; further digits are cut off.
        mutating func fraction() -> Int? {
            var value = 0
            var count = 0
            while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 {
                if count < 3 { value = value * 10 + Int(bytes[index] - UInt8(ascii: "0")) }
                count += 1
                index += 1
            }
            guard count > 0 else { return nil }
            return count == 1 ? value * 100 : count == 2 ? value * 10 : value
        }

        mutating func readZone(into offset: inout Int?) -> Bool {
            if isAtEnd { return true }
            if take("Z") || take("z") {
                offset = 0
                return true
            }
            let isWest = take("-")
            guard isWest || take("+"), let hours = number(digits: 2), hours < 24 else { return false }
            _ = take(":")
            let minutes = isAtEnd ? 0 : number(digits: 2)
            guard let minutes, minutes < 60 else { return false }
            offset = (isWest ? -1 : 1) * (hours * 3_600 + minutes * 60)
            return true
        }
    }
}

extension Timestamp {
    /// Reads an ISO 8601 text; one without a zone is UTC (contract.md section 8, rule 6). Digits beyond milliseconds are cut.
    public init?(iso8601 text: some StringProtocol) {
        guard let read = ISO8601(text) else { return nil }
        milliseconds = read.civil.milliseconds - Int64(read.offset ?? 0) * 1_000
    }

    /// `YYYY-MM-DDTHH:MM:SS.sssZ`.
    public var iso8601: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends `YYYY-MM-DDTHH:MM:SS.sssZ`.
    public func append(to bytes: inout [UInt8]) {
        CivilTime(self).append(to: &bytes)
        bytes.append(UInt8(ascii: "."))
        bytes.appendDecimal(CivilTime(self).millisecond, digits: 3)
        bytes.append(UInt8(ascii: "Z"))
    }
}

extension WallTime {
    /// Reads the date and time of an ISO 8601 text and passes over its zone.
    public init?(iso8601 text: some StringProtocol) {
        guard let read = ISO8601(text) else { return nil }
        milliseconds = read.civil.milliseconds
    }

    /// `YYYY-MM-DDTHH:MM:SS`.
    public var iso8601: String {
        var bytes: [UInt8] = []
        CivilTime(self).append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension CivilTime {
    /// Appends `YYYY-MM-DDTHH:MM:SS`.
    func append(to bytes: inout [UInt8]) {
        bytes.appendDecimal(year, digits: 4)
        for (separator, value) in zip("--T::".utf8, [month, day, hour, minute, second]) {
            bytes.append(separator)
            bytes.appendDecimal(value, digits: 2)
        }
    }
}

extension [UInt8] {
    /// Appends a number with leading zeros; a longer one keeps its last digits, a negative one its absolute value.
    mutating func appendDecimal(_ number: Int, digits: Int) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(number.magnitude / UInt(divisor) % 10))
            divisor /= 10
        }
    }
}
