/// Writes the members of one JSON object, with the commas between them.
public struct ObjectWriter {
    private let writesNull: Bool
    private var isEmpty = true

    /// Makes a writer; `writesNull` says whether a value that is nil is written as null or left out.
    public init(writesNull: Bool) {
        self.writesNull = writesNull
    }

    /// Appends a comma if needed, the key and its colon.
    public mutating func key(_ key: StaticString, to bytes: inout [UInt8]) {
        JSONWriter.append(isEmpty ? "{\"" : ",\"", to: &bytes)
        isEmpty = false
        JSONWriter.append(key, to: &bytes)
        JSONWriter.append("\":", to: &bytes)
    }

    /// Appends a string member.
    public mutating func add(_ name: StaticString, _ text: String?, to bytes: inout [UInt8]) {
        guard let text else { return addNull(name, to: &bytes) }
        key(name, to: &bytes)
        JSONWriter.appendString(text, to: &bytes)
    }

    /// Appends a number member.
    public mutating func add(_ name: StaticString, _ number: (some BinaryInteger)?, to bytes: inout [UInt8]) {
        guard let number else { return addNull(name, to: &bytes) }
        key(name, to: &bytes)
        JSONWriter.append(number, to: &bytes)
    }

    /// Appends a member that is true or false.
    public mutating func add(_ name: StaticString, _ flag: Bool?, to bytes: inout [UInt8]) {
        guard let flag else { return addNull(name, to: &bytes) }
        key(name, to: &bytes)
        JSONWriter.append(flag ? "true" : "false", to: &bytes)
    }

    /// Appends an instant as a string member.
    public mutating func add(_ name: StaticString, _ instant: Timestamp?, to bytes: inout [UInt8]) {
        guard let instant else { return addNull(name, to: &bytes) }
        key(name, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
        instant.append(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends a member that is true; one that is not is left out.
    public mutating func flag(_ name: StaticString, _ isTrue: Bool, to bytes: inout [UInt8]) {
        guard isTrue else { return }
        key(name, to: &bytes)
        JSONWriter.append("true", to: &bytes)
    }

    /// Appends the closing brace.
    public func close(_ bytes: inout [UInt8]) {
        if isEmpty { bytes.append(UInt8(ascii: "{")) }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func addNull(_ name: StaticString, to bytes: inout [UInt8]) {
        guard writesNull else { return }
        key(name, to: &bytes)
        JSONWriter.append("null", to: &bytes)
    }
}
