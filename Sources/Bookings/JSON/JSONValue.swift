/// A JSON value that keeps what the text said: the order of keys and the digits of numbers.
public enum JSONValue: Equatable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, as it was written.
    case number(String)
    /// A string, unescaped; a lone surrogate escape has become U+FFFD.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object; no key twice, as they came.
    case object([JSONMember])
}

/// A key of an object with its value.
public struct JSONMember: Equatable, Sendable {
    /// The key, unescaped.
    public var name: String
    /// Its value.
    public var value: JSONValue

    /// Makes a member.
    public init(name: String, value: JSONValue) {
        self.name = name
        self.value = value
    }
}

extension JSONValue {
    /// The members of an object; nil for anything else.
    public var members: [JSONMember]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The elements of an array; nil for anything else.
    public var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The value under a key, compared byte by byte; nil where this is no object or lacks it.
    public subscript(key: String) -> JSONValue? {
        members?.first { $0.name.isSame(as: key) }?.value
    }

    /// The text of a string; nil for anything else.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The text of a string that holds something; nil for anything else.
    var nonEmptyString: String? {
        string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A number that is a whole one within 64 bits; nil for anything else.
    public var integer: Int? {
        if case .number(let digits) = self { Int(digits) } else { nil }
    }
}
