import Synchronization

/// Zone rules by their IANA names, each read once.
public final class ZoneDirectory: Sendable {
    private let load: @Sendable (String) -> [UInt8]?
    private let known = Mutex<[String: ZoneRules?]>([:])

    /// Makes a directory.
    ///
    /// - Parameter load: Reads the TZif file of a name, or gives nil. Called on the thread that asks for the name; again for
    ///   the same name only after a thousand others.
    public init(load: @escaping @Sendable (String) -> [UInt8]?) {
        self.load = load
    }

    /// The rules of a zone; nil for a name that is not known, or that is no IANA name at all.
    public func rules(for name: String) -> ZoneRules? {
        guard ZoneDirectory.isName(name) else { return nil }
        if let rules = known.withLock({ $0[name] }) { return rules }
        let rules = name == "UTC" ? .utc : load(name).flatMap { ZoneRules(name: name, tzif: $0) }
        known.withLock { known in
            // Names come from payloads: those that nobody knows must neither fill the memory nor keep the others out.
            if known.count >= 1_024 { known.removeAll() }
            known[name] = .some(rules)
        }
        return rules
    }

    /// Whether a text can be the name of a zone: it must never lead to a file elsewhere.
    private static func isName(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 64, !name.hasPrefix("/"), !name.contains("..") else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "/"):
                true
            default:
                false
            }
        }
    }
}
