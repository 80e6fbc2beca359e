/// A strict reader of JSON (RFC 8259) with limits: UTF-8 only, nothing after the value, no key twice, no deep nesting.
///
/// A byte order mark at the start is passed over.
public struct JSONParser {
    /// What a text may hold.
    public struct Limits: Sendable {
        /// Arrays and objects inside each other, at most 64; checked before descending.
        public var depth: Int
        /// Keys of one object.
        public var keys: Int
        /// Bytes of one string or key, as it is written.
        public var string: Int

        /// Makes limits.
        ///
        /// The longest answer that a booking form takes has 5,000 characters, and thus up to 20,000 bytes.
        public init(depth: Int = 32, keys: Int = 256, string: Int = 32_768) {
            self.depth = min(depth, 64)
            self.keys = keys
            self.string = string
        }
    }

    private var scanner: JSONScanner

    /// Reads one value that is the whole text.
    public static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONError) -> JSONValue {
        let result: Result<JSONValue, JSONError> = bytes.withUnsafeBufferPointer { buffer in
            do throws(JSONError) {
                return .success(try parse(buffer, limits: limits))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Reads one value that is the whole text.
    public static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>,
        limits: Limits = Limits()
    ) throws(JSONError) -> JSONValue {
        var parser = JSONParser(scanner: JSONScanner(bytes, limits: limits))
        let value = try parser.value()
        try parser.scanner.end()
        return value
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        switch try scanner.next() {
        case UInt8(ascii: "\""):
            return .string(scanner.text(of: try scanner.string()))
        case UInt8(ascii: "{"):
            return .object(try members())
        case UInt8(ascii: "["):
            return .array(try elements())
        case UInt8(ascii: "t"):
            try scanner.literal("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try scanner.literal("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try scanner.literal("null")
            return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let digits = scanner.bytes[try scanner.number()]
            return .number(String(decoding: UnsafeBufferPointer(rebasing: digits), as: UTF8.self))
        default:
            throw JSONError(.unexpectedCharacter, at: scanner.index)
        }
    }

    private mutating func members() throws(JSONError) -> [JSONMember] {
        try scanner.open()
        var members: [JSONMember] = []
        var isFirst = true
        while let key = try scanner.nextKey(isFirst: &isFirst) {
            let start = key.range.lowerBound - 1
            guard members.count < scanner.limits.keys else { throw JSONError(.tooManyKeys, at: start) }
            let name = scanner.text(of: key)
            guard !members.contains(where: { $0.name.isSame(as: name) }) else {
                throw JSONError(.duplicateKey, at: start)
            }
            members.append(JSONMember(name: name, value: try value()))
        }
        return members
    }

    private mutating func elements() throws(JSONError) -> [JSONValue] {
        try scanner.open()
        var elements: [JSONValue] = []
        var isFirst = true
        while try scanner.nextElement(isFirst: &isFirst) { elements.append(try value()) }
        return elements
    }
}

/// The value of a hexadecimal digit; nil for any other byte.
func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
