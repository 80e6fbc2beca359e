/// A date and time as ISO 8601 and RFC 3339 write them: `2026-02-05T15:30:00.000Z`.
struct ISO8601 {
    /// The date and time as it stands there.
    private(set) var civil: CivilTime
    /// Seconds east of UTC; nil where the text names no zone.
    private(set) var offset: Int?

    /// Reads `YYYY-MM-DD`, then `T` or a blank and `hh:mm`, then seconds, a fraction (cut after milliseconds), and `Z` or an
    /// offset (`±hh`, `±hhmm`, `±hh:mm`), each of which may be missing.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        if let civil = CivilTime(written: text) {
            (self.civil, offset) = (civil, 0)
            return
        }
        var reader = Reader(bytes: text)
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

    /// The instant it tells; without a zone, in UTC.
    var instant: Timestamp? {
        Timestamp(civil, offset: offset ?? 0)
    }

    init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let read = text.withUTF8({ ISO8601($0) }) else { return nil }
        self = read
    }

    init?(_ text: some Collection<UInt8>) {
        let read =
            text.withContiguousStorageIfAvailable { ISO8601($0) }
            ?? Array(text).withUnsafeBufferPointer { ISO8601($0) }
        guard let read else { return nil }
        self = read
    }

    private struct Reader {
        let bytes: UnsafeBufferPointer<UInt8>
        var index = 0

        init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

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
            let minutes = take(":") || !isAtEnd ? number(digits: 2) : 0
            guard let minutes, minutes < 60 else { return false }
            offset = (isWest ? -1 : 1) * (hours * 3_600 + minutes * 60)
            return true
        }
    }
}

extension CivilTime {
    /// Reads the form that `Timestamp.append(to:)` writes, `YYYY-MM-DDTHH:MM:SS.sssZ`; nil for any other.
    fileprivate init?(written text: UnsafeBufferPointer<UInt8>) {
        guard text.count == 24, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            text[10] == UInt8(ascii: "T"),
            text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"), text[19] == UInt8(ascii: "."),
            text[23] == UInt8(ascii: "Z")
        else { return nil }
        var isDigits = true
        func number(_ places: Range<Int>) -> Int {
            var value = 0
            for place in places {
                let digit = text[place] &- UInt8(ascii: "0")
                isDigits = isDigits && digit < 10
                value = value &* 10 &+ Int(digit)
            }
            return value
        }
        self.init(
            year: number(0..<4),
            month: number(5..<7),
            day: number(8..<10),
            hour: number(11..<13),
            minute: number(14..<16),
            second: number(17..<19),
            millisecond: number(20..<23)
        )
        guard isDigits, isValid else { return nil }
    }
}

extension Timestamp {
    /// The instants that have a year of four digits, which are those that can be written and read again.
    static let writable = Int64(-62_135_596_800_000)...253_402_300_799_999

    /// Reads an ISO 8601 text.
    ///
    /// One without a zone is UTC (contract.md section 8, rule 6). Digits beyond milliseconds are cut.
    public init?(iso8601 text: some StringProtocol) {
        guard let instant = ISO8601(text)?.instant else { return nil }
        self = instant
    }

    /// Reads an ISO 8601 text in UTF-8; one without a zone is UTC.
    public init?(iso8601 text: some Collection<UInt8>) {
        guard let instant = ISO8601(text)?.instant else { return nil }
        self = instant
    }

    /// The instant at which a clock that is `offset` seconds east of UTC shows a valid date and time; nil where its year in
    /// UTC has not four digits.
    init?(_ civil: CivilTime, offset: Int) {
        milliseconds = civil.milliseconds - Int64(offset) * 1_000
        guard Timestamp.writable.contains(milliseconds) else { return nil }
    }

    /// `YYYY-MM-DDTHH:MM:SS.sssZ`.
    public var iso8601: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends `YYYY-MM-DDTHH:MM:SS.sssZ`.
    public func append(to bytes: inout [UInt8]) {
        CivilTime(self).append(withMilliseconds: true, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }
}

extension WallTime {
    /// Reads the date and time of an ISO 8601 text and passes over its zone.
    public init?(iso8601 text: some StringProtocol) {
        guard let read = ISO8601(text) else { return nil }
        milliseconds = read.civil.milliseconds
    }

    /// Reads the date and time of an ISO 8601 text in UTF-8 and passes over its zone.
    public init?(iso8601 text: some Collection<UInt8>) {
        guard let read = ISO8601(text) else { return nil }
        milliseconds = read.civil.milliseconds
    }

    /// `YYYY-MM-DDTHH:MM:SS`, with `.sss` only where it is not a full second.
    public var iso8601: String {
        var bytes: [UInt8] = []
        let civil = CivilTime(self)
        civil.append(withMilliseconds: civil.millisecond != 0, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension CivilTime {
    /// Appends `YYYY-MM-DDTHH:MM:SS`, and `.sss` if asked; of a longer year the last four digits.
    func append(withMilliseconds: Bool, to bytes: inout [UInt8]) {
        bytes.appendDecimal(year, digits: 4)
        bytes.append(UInt8(ascii: "-"))
        bytes.appendDecimal(month, digits: 2)
        bytes.append(UInt8(ascii: "-"))
        bytes.appendDecimal(day, digits: 2)
        bytes.append(UInt8(ascii: "T"))
        bytes.appendDecimal(hour, digits: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.appendDecimal(minute, digits: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.appendDecimal(second, digits: 2)
        guard withMilliseconds else { return }
        bytes.append(UInt8(ascii: "."))
        bytes.appendDecimal(millisecond, digits: 3)
    }
}

extension [UInt8] {
    /// Appends up to four last digits of a number, with leading zeros.
    fileprivate mutating func appendDecimal(_ number: Int, digits: Int) {
        let number = number.magnitude
        if digits > 3 { append(UInt8(ascii: "0") + UInt8(number / 1_000 % 10)) }
        if digits > 2 { append(UInt8(ascii: "0") + UInt8(number / 100 % 10)) }
        append(UInt8(ascii: "0") + UInt8(number / 10 % 10))
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
