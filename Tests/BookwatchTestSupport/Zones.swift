public import Bookings

/// Zones that need no file.
public enum Zones {
    /// The zones that the samples use; all other names are unknown.
    public static let directory = ZoneDirectory { name in rules[name].map(tzif) }

    /// Central European time: one hour east of UTC in winter, two in summer.
    public static let berlin = directory.rules(for: "Europe/Berlin") ?? .utc

    private static let rules = [
        "Europe/Berlin": "CET-1CEST,M3.5.0,M10.5.0/3",
        "Europe/Lisbon": "WET0WEST,M3.5.0/1,M10.5.0",
        "America/New_York": "EST5EDT,M3.2.0,M11.1.0",
        "Asia/Tokyo": "JST-9",
        "Asia/Kolkata": "IST-5:30",
    ]

    /// The bytes of a TZif file (RFC 8536) that has nothing but its footer.
    private static func tzif(_ footer: String) -> [UInt8] {
        // Counts: no UT and standard indicators, leap seconds and transitions; one type, four characters of names.
        let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
        let block =
            Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts + [0, 0, 0, 0, 0, 0] + Array("UTC\0".utf8)
        return block + block + Array("\n\(footer)\n".utf8)
    }
}
