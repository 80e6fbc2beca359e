/// The rules of a time zone, read from a TZif file (RFC 8536).
public struct ZoneRules: Equatable, Sendable {
    /// The IANA name it was looked up by.
    public var name: String

    /// UTC, which needs no file.
    public static let utc = ZoneRules(name: "UTC")

    private init(name: String) {
        self.name = name
    }

    /// Reads the rules from the bytes of a TZif file; nil where they are not one.
    public init?(name: String, tzif bytes: [UInt8]) { fatalError("not built yet") }

    /// Seconds east of UTC at an instant.
    public func offset(at instant: Timestamp) -> Int { fatalError("not built yet") }

    /// The abbreviation in use at an instant, as `CEST`.
    public func abbreviation(at instant: Timestamp) -> String { fatalError("not built yet") }
}
