import Ledger
import Subscription
import Theming

/// What single values must be, apart from where they are written.
enum ValueRules {
    /// The fewest characters of a token: guessing one of 16 takes longer than anyone has.
    static let shortestToken = 16

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    /// Whether a text can be a source's name: a part of a URL that is written as it is.
    static func isSourceName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) }
            && text != "." && text != ".."
    }

    static let sourceNameRule = "a source's name is 1 to 64 letters, digits, dots, underscores and hyphens"

    /// `127.0.0.1:8787`.
    static func listenAddress(_ text: String) throws(SettingFault) -> String {
        if !text.contains("/"), case .tcp = EndpointAddress(text) { return text }
        let digits = text.drop { $0 == ":" }
        if let port = UInt16(digits) {
            throw SettingFault("\(Quoted.text(text)) is no address to listen on" + meant("127.0.0.1:\(port)"))
        }
        if let address = WebAddress(text), address.port != nil {
            throw SettingFault("an address to listen on has no scheme and no path" + meant(listenForm(address)))
        }
        if WebAddress.isHost(text) {
            throw SettingFault("\(Quoted.text(text)) lacks its port" + meant(text + ":8787"))
        }
        throw SettingFault("\(Quoted.text(text)) is no address to listen on; write host:port, as 127.0.0.1:8787")
    }

    private static func listenForm(_ address: WebAddress) -> String {
        address.host + ":" + String(address.port ?? 8787)
    }

    /// The path of a socket, which systems keep short.
    static func socketPath(_ text: String) throws(SettingFault) {
        guard text.utf8.count <= 103 else {
            throw SettingFault("\(Quoted.text(text)) is longer than 103 bytes, the most for the path of a socket")
        }
    }

    /// `night`, `auto`, `auto:night`, or the path of a file in the place of the name.
    static func theme(_ text: String, _ context: SettingContext) throws(SettingFault) -> String {
        let selection = ThemeSelection(text)
        let name = selection.theme
        guard !name.isEmpty else { throw SettingFault("the name of a theme is wanted") }
        guard name.contains("/") || name.hasSuffix(".toml") else { return text }
        return ThemeSelection(theme: context.path(name), followsGround: selection.followsGround).description
    }

    /// A host name without scheme and path.
    static func host(_ text: String) throws(SettingFault) {
        if WebAddress.isHost(text) { return }
        let asURL = text.contains("://") ? text : "https://" + text
        if let address = WebAddress(asURL) {
            throw SettingFault("\(Quoted.text(text)) is more than a host name" + meant(address.host))
        }
        throw SettingFault("\(Quoted.text(text)) is no host name")
    }

    /// Scheme, host and port, exactly as browsers write them.
    static func origin(_ text: String) throws(SettingFault) {
        if text == "*" || text.contains("*") {
            throw SettingFault("there is no “*” here: list each origin, as \"https://www.example.com\"")
        }
        if let address = WebAddress(text) {
            guard address.origin != text else { return }
            throw SettingFault("\(Quoted.text(text)) is not how browsers write an origin" + meant(address.origin))
        }
        if !text.contains("://"), let address = WebAddress("https://" + text), address.host.contains(".") {
            throw SettingFault("\(Quoted.text(text)) lacks its scheme" + meant(address.origin))
        }
        throw SettingFault("\(Quoted.text(text)) is no origin; write scheme and host, as \"https://www.example.com\"")
    }

    /// The URL of this endpoint as the world sees it; a slash at its end goes.
    static func publicURL(_ text: String) throws(SettingFault) -> String {
        let address = try webAddress(text)
        guard !address.rest.contains("?"), !address.rest.contains("#") else {
            let bare = address.origin + address.rest.prefix { $0 != "?" && $0 != "#" }
            throw SettingFault("a public URL has no query and no fragment" + meant(bare))
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// A page that customers are sent on to.
    static func pageURL(_ text: String) throws(SettingFault) -> String {
        _ = try webAddress(text)
        guard text.utf8.count <= 2 << 10 else { throw SettingFault("the URL is longer than 2 KiB") }
        return text
    }

    private static func webAddress(_ text: String) throws(SettingFault) -> WebAddress {
        if let address = WebAddress(text) { return address }
        if !text.contains("://"), let address = WebAddress("https://" + text), address.host.contains(".") {
            throw SettingFault("\(Quoted.text(text)) lacks its scheme" + meant("https://" + text))
        }
        throw SettingFault("\(Quoted.text(text)) is no http or https URL")
    }

    /// What stands in the URL of a redirect, and is not to be guessed.
    static func token(_ text: String) throws(SettingFault) -> String {
        guard text.utf8.allSatisfy({ isLetterOrDigit($0) || "._~-".utf8.contains($0) }) else {
            throw SettingFault("a token has only letters, digits and . _ ~ -, for it stands in a URL")
        }
        guard (shortestToken...128).contains(text.utf8.count) else {
            throw SettingFault("a token has \(shortestToken) to 128 characters, not \(text.utf8.count)")
        }
        return text
    }

    /// What a secret must be; it is never quoted.
    static func checkSecret(_ text: String) throws(SettingFault) {
        guard !text.isEmpty else { throw SettingFault("a secret is empty") }
        guard text.utf8.count <= 1_024 else { throw SettingFault("a secret is longer than 1024 bytes") }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw SettingFault("a secret holds a space or a control character")
        }
    }

    /// Seconds of `300`, `90s`, `5m`, `2h` or `3d`.
    static func seconds(_ text: String) -> Int64? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        let unit = text.last.flatMap { units[$0] }
        let digits = unit == nil ? text[...] : text.dropLast()
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(digits)
        else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
        return overflow ? nil : product
    }

    /// What is wrong with a filter expression; nil where it is good, or blank.
    static func filterFault(_ text: String) -> SettingFault? {
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        do throws(FilterError) {
            _ = try Filter(text)
            return nil
        } catch {
            return SettingFault(
                "the filter is wrong at character \(error.position + 1): \(error.message)",
                pointer: SettingFault.Pointer(text: text, position: error.position)
            )
        }
    }

    /// A word that is none of those there are.
    static func unknownWord(_ word: String, among words: [String]) -> SettingFault {
        let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
        let near = Suggestion.nearest(to: word, among: words).map { meant($0) } ?? ""
        return SettingFault("\(Quoted.text(word)) is none of \(list)\(near)")
    }

    /// The end of a message that says what is probably meant: whole, so that it can be copied, or nothing.
    static func meant(_ text: String) -> String {
        text.utf8.count > 200 ? "" : "; did you mean “\(Quoted.line(text))”?"
    }
}
