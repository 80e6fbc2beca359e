import Bookings

/// Where customers are sent on to: the owner's page, checked, with the fields of a booking added.
struct OnwardTarget: Sendable {
    /// The longest URL that is sent; some servers take no longer ones.
    static let lengthLimit = 4 << 10
    /// What a page of the owner's own may be.
    private static let ownLimit = 2 << 10

    private let base: String
    private let fragment: String
    private let fields: [(parameter: String, field: String)]

    /// Checks a redirect of the configuration.
    init(_ redirect: OnwardRedirect) throws(EndpointError) {
        guard OnwardTarget.isPage(redirect.url) else { throw .badOnwardURL(redirect.url) }
        for (parameter, field) in redirect.fields {
            let isCustom = field.hasPrefix("field.") && field.utf8.count > 6
            guard !parameter.isEmpty, isCustom || OnwardRedirect.fieldNames.contains(field) else {
                throw .badOnwardField(field, known: OnwardRedirect.fieldNames)
            }
        }
        let mark = redirect.url.firstIndex(of: "#") ?? redirect.url.endIndex
        base = String(redirect.url[..<mark])
        fragment = String(redirect.url[mark...])
        fields = redirect.fields
    }

    /// The URL for a booking, or for none.
    ///
    /// Empty fields are left out. Where the whole would be too long, the longest fields are left out too.
    func url(for booking: Booking?) -> String {
        var pairs = fields.compactMap { parameter, field in
            booking.flatMap { OnwardTarget.value(of: field, in: $0) }.flatMap { value in
                value.isEmpty ? nil : FormEncoding.encode(parameter) + "=" + FormEncoding.encode(value)
            }
        }
        var length = base.utf8.count + fragment.utf8.count + pairs.reduce(0) { $0 + $1.utf8.count + 1 }
        while length > OnwardTarget.lengthLimit,
            let longest = pairs.indices.max(by: { pairs[$0].utf8.count < pairs[$1].utf8.count })
        {
            length -= pairs.remove(at: longest).utf8.count + 1
        }
        guard !pairs.isEmpty else { return base + fragment }
        let joint = !base.contains("?") ? "?" : base.hasSuffix("?") || base.hasSuffix("&") ? "" : "&"
        return base + joint + pairs.joined(separator: "&") + fragment
    }

    /// Whether a text is an absolute address of a web page, in the characters of RFC 3986.
    private static func isPage(_ url: String) -> Bool {
        guard url.utf8.count <= ownLimit,
            url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }),
            let scheme = ["https://", "http://"].first(where: { url.lowercased().hasPrefix($0) })
        else { return false }
        let host = url.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        return !host.isEmpty && host.first != ":" && !host.contains("@")
    }

    private static func value(of field: String, in booking: Booking) -> String? {
        switch field {
        case "name": booking.name
        case "email": booking.email
        case "phone": booking.phone
        case "company": booking.company
        case "note": booking.note
        case "subject": booking.subject
        case "event_type": booking.eventType
        case "booking_page": booking.bookingPage
        case "master_page": booking.masterPage
        case "booking_calendar": booking.bookingCalendar
        case "id": booking.id
        case "status": booking.status
        case "starts_at": start(of: booking)
        case "created_at": booking.createdAt?.iso8601
        case "time_zone": booking.timeZone
        default: customField(field.dropFirst(6), of: booking)
        }
    }

    /// An uncertain start is handed on as the clock of the booking page showed it, without a zone.
    private static func start(of booking: Booking) -> String? {
        if booking.startIsUncertain, let wall = booking.details.pageTime { return wall.iso8601 }
        return booking.startsAt?.iso8601
    }

    private static func customField(_ name: Substring, of booking: Booking) -> String? {
        booking.customFields.first { $0.name.utf8.elementsEqual(name.utf8) }?.value.texts.joined(separator: ", ")
    }
}

/// Percent-encoding of the parts of a query.
enum FormEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Encodes all but what RFC 3986 calls unreserved.
    ///
    /// A blank becomes `%20`, which everyone reads as a blank; `+` is one to forms alone.
    static func encode(_ text: String) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.append(byte)
            default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Encodes only what may not stand in a query at all, and leaves what is encoded as it is.
    static func completed(_ query: Substring) -> String {
        let isComplete = query.utf8.withContiguousStorageIfAvailable { $0.allSatisfy { isKept($0) } }
        if isComplete == true { return String(query) }
        var encoded: [UInt8] = []
        for byte in query.utf8 {
            if isKept(byte) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Whether a byte may stand in a query as it is, and in an attribute of HTML.
    private static func isKept(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x7F...0xFF: false
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
            UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
            false
        default: true
        }
    }
}
