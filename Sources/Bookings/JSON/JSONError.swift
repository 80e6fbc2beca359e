/// Why a text is not strict JSON (RFC 8259), or is beyond the limits.
public struct JSONError: Error, Equatable, Sendable {
    /// What is wrong.
    public var reason: Reason
    /// Where, in bytes from the start.
    public var offset: Int

    /// The kinds of fault.
    public enum Reason: String, Sendable {
        /// The text ends before the value does.
        case unexpectedEnd = "the text ends before the value does"
        /// A character that cannot stand there.
        case unexpectedCharacter = "a character that cannot stand there"
        /// Something follows the value.
        case trailingText = "something follows the value"
        /// A number that is not written as RFC 8259 says.
        case malformedNumber = "a malformed number"
        /// An escape that does not exist.
        case malformedEscape = "a malformed escape"
        /// A control character inside a string.
        case rawControl = "a raw control character in a string"
        /// Bytes that are not UTF-8.
        case invalidUTF8 = "bytes that are not UTF-8"
        /// A key that its object has already.
        case duplicateKey = "a key that occurs twice"
        /// Arrays and objects nested deeper than the limit.
        case tooDeep = "nested too deep"
        /// An object with more keys than the limit.
        case tooManyKeys = "too many keys"
        /// A string or key with more bytes than the limit.
        case stringTooLong = "a string that is too long"
    }

    /// Makes an error.
    public init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
