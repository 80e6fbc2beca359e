import Screen

/// An address on the web, http or https alone, with what is worth knowing before it is opened.
struct WebLink: Equatable, Sendable {
    /// What may mislead whoever reads the address.
    enum Caution: Equatable, Sendable {
        /// What stands before an `@` looks like a site and is a user's name.
        case userName
        /// The name of the site has letters beyond ASCII, which may look like others; this is what it is.
        case foreignLetters(String)
        /// The name of the site stands for one with such letters.
        case encodedLetters
        /// It has characters that cannot be seen, or that turn the direction of reading.
        case hiddenCharacters
        /// What is sent there can be read on the way.
        case notEncrypted
    }

    /// The address as it came.
    let text: String
    /// The name of the site, without a user and a port; as it came.
    let host: String
    /// What is opened: ASCII without blanks, controls and quotes, the site's name as DNS has it.
    let address: String
    let cautions: [Caution]

    /// The most bytes of an address; browsers take no more.
    private static let limit = 8_192

    /// Reads a text that is an address and nothing else; nil for all others.
    init?(_ text: String) {
        guard text.utf8.count <= WebLink.limit, let scheme = WebLink.scheme(of: text) else { return nil }
        let rest = text.unicodeScalars.dropFirst(scheme.count + 3)
        // Browsers read a backslash as a slash.
        let authority = rest.prefix { !"/\\?#".unicodeScalars.contains($0) }
        let at = authority.lastIndex(of: "@")
        let site = at.map { authority[authority.index(after: $0)...] } ?? authority
        guard let (host, port) = WebLink.split(site), let name = Punycode.host(String(host)) else { return nil }
        self.text = text
        self.host = String(host)
        let user = at.map { WebLink.encoded(authority[..<$0]) + "@" } ?? ""
        address = scheme + "://" + user + name + port + WebLink.encoded(rest[authority.endIndex...])
        var cautions: [Caution] = []
        if at != nil { cautions.append(.userName) }
        if !self.host.unicodeScalars.allSatisfy(\.isASCII) { cautions.append(.foreignLetters(name)) }
        if self.host.lowercased().split(separator: ".").contains(where: { $0.hasPrefix("xn--") }) {
            cautions.append(.encodedLetters)
        }
        if SafeText.glyphs(text).contains(where: \.isStandIn) { cautions.append(.hiddenCharacters) }
        if scheme == "http" { cautions.append(.notEncrypted) }
        self.cautions = cautions
    }

    private static func scheme(of text: String) -> String? {
        let start = text.prefix(8).lowercased()
        return start.hasPrefix("https://") ? "https" : start.hasPrefix("http://") ? "http" : nil
    }

    /// The name of a site and its port with the colon; nil where there is no name, or what follows is no port.
    private static func split(
        _ site: Substring.UnicodeScalarView
    ) -> (host: Substring.UnicodeScalarView, port: String)? {
        var end = site.endIndex
        if let colon = site.lastIndex(of: ":"), !site[colon...].contains("]") { end = colon }
        let port = site[end...]
        let isPort = port.isEmpty || port.count <= 6 && port.dropFirst().allSatisfy { ("0"..."9").contains($0) }
        guard isPort, !site[..<end].isEmpty else { return nil }
        return (site[..<end], port.count > 1 ? String(port) : "")
    }

    /// What may not stand in an address percent-encoded; what is encoded already stays.
    private static func encoded(_ text: Substring.UnicodeScalarView) -> String {
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        var encoded = String.UnicodeScalarView()
        for byte in String(text).utf8 {
            let scalar = Unicode.Scalar(byte)
            if (0x21..<0x7F).contains(byte), !"\"'<>\\^`{|}".unicodeScalars.contains(scalar) {
                encoded.append(scalar)
            } else {
                encoded.append(contentsOf: ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return String(encoded)
    }
}
