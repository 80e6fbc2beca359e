/// How far a visitor of a booking calendar came before booking.
public enum FunnelStep: String, CaseIterable, Sendable {
    /// The calendar was shown.
    case loaded
    /// A time slot was picked and confirmed.
    case slotSelected = "slot_selected"
}

/// What an embedded booking calendar tells its page before there is a booking (contract.md section 2.2).
public struct FunnelMessage: Equatable, Sendable {
    /// What happened.
    public var step: FunnelStep
    /// The id of the calendar, 1 to 64 bytes.
    public var bookingCalendar: String
    /// The owner's name for the calendar, cut at 100 bytes; nil where the message tells none.
    public var name: String?

    /// The longest id that is taken, in bytes.
    public static let idLimit = 64
    /// Messages of this kind are short; what is longer need not be looked at.
    private static let sizeLimit = 16 << 10
    private static let nameLimit = 100

    /// Makes a message.
    public init(step: FunnelStep, bookingCalendar: String, name: String? = nil) {
        self.step = step
        self.bookingCalendar = bookingCalendar
        self.name = name
    }

    /// Recognises a message in the JSON text that a page's script hands on; nil for anything else.
    public init?(_ json: [UInt8]) {
        guard json.count <= FunnelMessage.sizeLimit, let value = try? JSONParser.parse(json) else { return nil }
        let steps: [(type: String, step: FunnelStep)] = [
            ("oncehub.booking_calendar.loaded", .loaded),
            ("oncehub.booking_calendar.time_slot_selected", .slotSelected),
        ]
        guard let type = value["type"]?.string,
            let step = steps.first(where: { $0.type.utf8.elementsEqual(type.utf8) })?.step,
            let payload = value["payload"], payload.members != nil,
            let id = payload["id"]?.nonEmptyString, id.utf8.count <= FunnelMessage.idLimit
        else { return nil }
        self.init(
            step: step,
            bookingCalendar: id,
            name: payload["name"]?.nonEmptyString?.cut(atBytes: FunnelMessage.nameLimit)
        )
    }
}

extension String {
    /// As much of the text as fits in a number of bytes of UTF-8, whole characters only.
    public func cut(atBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = startIndex
        var used = 0
        while end < endIndex {
            used += self[end].utf8.count
            guard used <= limit else { break }
            formIndex(after: &end)
        }
        return String(self[..<end])
    }
}
