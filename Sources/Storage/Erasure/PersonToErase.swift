/// Whom an erasure is about.
public struct PersonToErase: Equatable, Sendable {
    /// E-mail addresses, compared as filters compare them: case does not matter.
    public var emails: [String]
    /// The ids of bookings, for people without an address.
    public var bookings: [String]

    /// The shortest address: shorter ones would be found in texts that have nothing to do with them.
    private static let leastEmail = 3
    private static let leastID = 4

    /// Makes a person of whatever is known; blanks around an address or an id do not count.
    ///
    /// Nil where nothing is known, where an address is none, or where an id is too short to be one.
    public init?(emails: [String], bookings: [String] = []) {
        self.emails = emails.map(PersonToErase.trimmed)
        self.bookings = bookings.map(PersonToErase.trimmed)
        guard !emails.isEmpty || !bookings.isEmpty,
            self.emails.allSatisfy(PersonToErase.isAddress),
            self.bookings.allSatisfy({ $0.utf8.count >= PersonToErase.leastID })
        else { return nil }
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return text.utf8.count >= leastEmail && parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
            && !text.contains(where: \.isWhitespace)
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
