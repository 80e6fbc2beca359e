/// An `http` or `https` URL, as far as settings care about its parts.
struct WebAddress: Equatable {
    /// `http` or `https`.
    var scheme: String
    /// The host in lower case; IPv6 in brackets.
    var host: String
    var port: Int?
    /// Path, query and fragment, as they were written.
    var rest: Substring

    /// Nil where it is no such URL, names a user, or holds a character that a URL cannot.
    init?(_ text: String) {
        guard let separator = text.firstRange(of: "://") else { return nil }
        scheme = text[..<separator.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let afterScheme = text[separator.upperBound...]
        let authority = afterScheme.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != "\\" }
        rest = afterScheme[authority.endIndex...]
        guard rest.utf8.allSatisfy(WebAddress.mayStand) else { return nil }
        var name = authority
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            name = authority[...end]
        } else if let colon = authority.firstIndex(of: ":") {
            name = authority[..<colon]
        }
        let tail = authority[name.endIndex...]
        if !tail.isEmpty {
            guard tail.first == ":", tail.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(tail.dropFirst()), (1...65_535).contains(number)
            else { return nil }
            port = number
        }
        host = name.lowercased()
        guard WebAddress.isHost(host) else { return nil }
    }

    /// What a browser sends as `Origin`: without a path, and without the port that goes without saying.
    var origin: String {
        let usual = scheme == "https" ? 443 : 80
        return scheme + "://" + host + (port.flatMap { $0 == usual ? nil : ":\($0)" } ?? "")
    }

    /// Whether a browser takes it for this machine.
    var isLocal: Bool {
        host == "localhost" || host.hasSuffix(".localhost") || host.hasPrefix("127.") || host == "[::1]"
    }

    /// Whether a text is a host name or an address: letters of ASCII, digits, dots and hyphens, or IPv6 in brackets.
    static func isHost(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 255 else { return false }
        if text.hasPrefix("["), text.hasSuffix("]") {
            let inner = text.dropFirst().dropLast()
            return inner.contains(":") && inner.utf8.allSatisfy { "0123456789abcdefABCDEF:.".utf8.contains($0) }
        }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { ValueRules.isLetterOrDigit($0) || "-_".utf8.contains($0) }
        }
    }

    /// RFC 3986 section 2, with what browsers let pass.
    private static func mayStand(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"\"<>\\^`{|}".utf8.contains(byte)
    }
}
