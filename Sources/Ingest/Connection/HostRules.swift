import NIOHTTP1

/// Which names a request may ask for.
///
/// By DNS rebinding a page of another site reaches this machine too, but only under a name of its own.
struct HostRules: Sendable {
    /// What a name stands for.
    enum Standing: Sendable {
        /// This machine: bookings may be shown.
        case local
        /// A proxy in front: bookings are taken in only.
        case outside
        case unknown
    }

    private var local: Set<String> = ["localhost", "127.0.0.1", "[::1]"]
    private var outside: Set<String> = []
    private var takesAnyAddress = false

    /// - Parameters:
    ///   - bound: The addresses listened on, IPv6 without brackets.
    ///   - names: The names of a proxy in front.
    init(bound: [String], names: [String]) {
        for address in bound {
            if address == "0.0.0.0" || address == "::" { takesAnyAddress = true }
            local.insert(address.contains(":") ? "[\(address.lowercased())]" : address.lowercased())
        }
        outside = Set(names.map { HostRules.name(in: $0.lowercased()[...]) }).subtracting(local)
    }

    /// What the name in a `Host` field, or in an absolute target, stands for.
    func standing(of authority: Substring) -> Standing {
        var name = HostRules.name(in: authority.lowercased()[...])
        if name.utf8.last == UInt8(ascii: ".") { name.removeLast() }
        if local.contains(name) || name.hasSuffix(".localhost") { return .local }
        if outside.contains(name) { return .outside }
        // A page cannot make a browser send an address that is not the one it connects to.
        if takesAnyAddress, name.hasPrefix("[") || HostRules.isIPv4(name) { return .local }
        return .unknown
    }

    /// The standing of a request's target; nil where `Host` is missing or there more than once.
    func standing(of head: HTTPRequestHead) -> Standing? {
        let hosts = head.headers["host"]
        guard let host = hosts.first, hosts.count == 1, HostRules.isWellFormed(host) else { return nil }
        let standing = standing(of: host[...])
        guard head.uri.utf8.first != UInt8(ascii: "/"), head.uri != "*" else { return standing }
        // The absolute form overrides Host (RFC 9112 section 3.2.2), so both must be known.
        guard let scheme = head.uri.firstRange(of: "://") else { return nil }
        let authority = head.uri[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let target = self.standing(of: authority)
        return if case .unknown = standing { .unknown } else { target }
    }

    /// The host without its port.
    private static func name(in authority: Substring) -> String {
        let bytes = authority.utf8
        if bytes.first == UInt8(ascii: "["), let end = bytes.firstIndex(of: UInt8(ascii: "]")) {
            return String(authority[...end])
        }
        return String(authority[..<(bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex)])
    }

    private static func isWellFormed(_ host: String) -> Bool {
        !host.isEmpty && host.utf8.count <= 300
            && host.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "-._:[]%".utf8.contains(byte)
                }
            }
    }

    private static func isIPv4(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
