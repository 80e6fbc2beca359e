/// Why a file is not taken as TOML.
public struct TOMLFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file, as the caller named it.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The column, from 1, where it is known.
    public var column: Int?
    /// What is wrong; safe to print.
    public var reason: String

    /// `file:line: reason`, safe to print.
    public var description: String { "\(SafeQuote.plain(file)):\(line): \(reason)" }
}
