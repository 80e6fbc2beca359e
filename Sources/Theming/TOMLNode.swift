/// A value of a TOML file, and where its key stands.
public struct TOMLNode: Equatable, Sendable {
    /// What a value can be.
    public enum Value: Equatable, Sendable {
        /// Text.
        case string(String)
        /// A whole number.
        case integer(Int)
        /// A number with a fraction; it may be infinite or no number at all.
        case float(Double)
        /// True or false.
        case boolean(Bool)
        /// A list.
        case array([TOMLNode])
        /// A table: the document itself, `[section]` or `{ … }`.
        case table([String: TOMLNode])
    }

    /// The value.
    public var value: Value
    /// The line of its key, from 1; an element of a list has its own.
    ///
    /// What has no place of its own, such as an element of a list in a list, has that of what it is in.
    public var line: Int
    /// The column of its key, from 1, in scalars.
    public var column: Int

    /// The entries of a table in the order of the file; none for anything else.
    public var entries: [(key: String, node: TOMLNode)] {
        guard case .table(let table) = value else { return [] }
        return table.map { (key: $0.key, node: $0.value) }
            .sorted { ($0.node.line, $0.node.column, $0.key) < ($1.node.line, $1.node.column, $1.key) }
    }

    /// The entry of a table; nil where there is none, or this is not a table.
    public subscript(key: String) -> TOMLNode? {
        guard case .table(let table) = value else { return nil }
        return table[key]
    }

    /// The text, if it is text.
    public var string: String? {
        guard case .string(let string) = value else { return nil }
        return string
    }

    /// The number, if it is a whole number.
    public var integer: Int? {
        guard case .integer(let integer) = value else { return nil }
        return integer
    }

    /// The truth value, if it is one.
    public var boolean: Bool? {
        guard case .boolean(let boolean) = value else { return nil }
        return boolean
    }

    /// What kind of value it is, for messages: "a string".
    public var kind: String {
        switch value {
        case .string: "a string"
        case .integer: "an integer"
        case .float: "a decimal number"
        case .boolean: "true or false"
        case .array: "a list"
        case .table: "a table"
        }
    }
}
