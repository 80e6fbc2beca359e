/// What one sighting tells, as a ledger takes it in: the texts as bytes that stand somewhere else.
///
/// It is filled anew for each sighting, so that reading a log makes no strings. The bytes are good as long as those that it was
/// filled from, and until it is filled again; there are no copies of it.
public struct SightingFields: ~Copyable {
    /// The texts that a ledger keeps.
    public enum Text: Int, CaseIterable, Sendable {
        case source, event, eventID
        case id, subject, status, eventType, bookingPage, bookingCalendar, masterPage
        case name, email, phone, company, note, timeZone
        case location, eventTypeID, bookingPageID, masterPageID, hostID, hostName, rescheduledFrom
    }

    /// An answer of a custom field; several answers under one name follow each other.
    public typealias Answer = (name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>)

    /// The place of the sighting in the log.
    public internal(set) var sequence: UInt64 = 0
    /// When the endpoint received it.
    public internal(set) var receivedAt = Timestamp(milliseconds: 0)
    /// How it came.
    public internal(set) var channel = Channel.redirect
    /// When what it tells of happened, as a webhook event says itself.
    public internal(set) var occurredAt: Timestamp?
    /// Whether a webhook's signature was checked and found good.
    public internal(set) var isSigned = false
    /// Whether that signature was older, or further ahead, than the tolerance.
    public internal(set) var isStale = false
    /// The fields that came from the source's labels and not from the payload.
    public internal(set) var labelled: LabelledFields = []
    /// The product that the payload belongs to.
    public internal(set) var product = Product.bookingCalendars
    /// When the meeting starts.
    public internal(set) var startsAt: Timestamp?
    /// Whether that is one of several readings.
    public internal(set) var startIsUncertain = false
    /// When the booking was made.
    public internal(set) var createdAt: Timestamp?
    /// The offset in whole hours that a booking pages redirect carries.
    public internal(set) var utcOffset: Int?
    /// Whether the redirect's URL was cut off on the way.
    public internal(set) var isCutOff = false
    /// How long the meeting lasts.
    public internal(set) var durationMinutes: Int?
    /// The start on the wall clock of the booking page's zone.
    public internal(set) var pageTime: WallTime?
    /// The answers that have no field of their own, in the order of arrival.
    public internal(set) var answers: [Answer] = []
    /// What arrived, as it stands in the line that was read; empty where no line was.
    public internal(set) var raw = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

    /// The e-mail address in lower case, by which bookings are told apart.
    package private(set) var foldedEmail = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// Its hash.
    package private(set) var foldedEmailHash: UInt32 = 0

    @usableFromInline
    struct HashedText {
        @usableFromInline
        var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        @usableFromInline
        var hash: UInt32 = 0
    }

    @usableFromInline
    let texts = UnsafeMutablePointer<HashedText>.allocate(capacity: SightingFields.textCount)
    private let scratch = Scratch()
    /// The names of answers that were read, to find one that comes twice.
    var answerNames: [UnsafeBufferPointer<UInt8>] = []
    /// Where in its line the checksum's member begins; nil where it was not filled from a line.
    var seal: Int?
    /// What `members` found in a line.
    var hasReceivedAt = false
    var hasBooking = false
    var isUnclear = false

    private static var none: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: nil, count: 0) }
    private static let textCount = Text.allCases.count

    /// Makes fields that tell nothing.
    public init() {
        texts.initialize(repeating: HashedText(), count: SightingFields.textCount)
    }

    deinit {
        texts.deallocate()
    }

    /// The bytes of a text; empty where the sighting does not tell it.
    public internal(set) subscript(text: Text) -> UnsafeBufferPointer<UInt8> {
        @inlinable
        get { texts[text.rawValue].bytes }
        nonmutating set {
            texts[text.rawValue] = HashedText(bytes: newValue, hash: newValue.isEmpty ? 0 : ByteHash.of(newValue))
        }
    }

    /// The hash of a text's bytes, taken where the line is read: on any core.
    @inlinable
    package func hash(of text: Text) -> UInt32 { texts[text.rawValue].hash }

    /// Takes the place of what was told before.
    public mutating func fill(from record: SightingRecord) {
        reset()
        let sighting = record.sighting
        sequence = record.sequence
        receivedAt = sighting.receivedAt
        channel = sighting.channel
        occurredAt = sighting.occurredAt
        isSigned = sighting.isSigned
        isStale = sighting.isStale
        labelled = sighting.labelled
        self[.source] = scratch.copy(sighting.source)
        self[.event] = scratch.copy(sighting.event)
        self[.eventID] = scratch.copy(sighting.eventID)
        fill(from: sighting.booking)
    }

    private mutating func fill(from booking: Booking) {
        product = booking.product
        startsAt = booking.startsAt
        startIsUncertain = booking.startIsUncertain
        createdAt = booking.createdAt
        utcOffset = booking.utcOffset
        isCutOff = booking.isCutOff
        durationMinutes = booking.details.durationMinutes
        pageTime = booking.details.pageTime
        for (text, value) in [
            (Text.id, booking.id), (.subject, booking.subject), (.status, booking.status),
            (.eventType, booking.eventType), (.bookingPage, booking.bookingPage),
            (.bookingCalendar, booking.bookingCalendar), (.masterPage, booking.masterPage), (.name, booking.name),
            (.email, booking.email), (.phone, booking.phone), (.company, booking.company), (.note, booking.note),
            (.timeZone, booking.timeZone), (.location, booking.details.location),
            (.eventTypeID, booking.details.eventTypeID), (.bookingPageID, booking.details.bookingPageID),
            (.masterPageID, booking.details.masterPageID), (.hostID, booking.details.hostID),
            (.hostName, booking.details.hostName), (.rescheduledFrom, booking.details.rescheduledFrom),
        ] {
            self[text] = scratch.copy(value)
        }
        for field in booking.customFields {
            let name = scratch.copy(field.name)
            for text in field.value.texts { answers.append((name, scratch.copy(text))) }
        }
        foldEmail()
    }

    /// To be called when the fields are filled.
    mutating func foldEmail() {
        let email = self[.email]
        guard email.contains(where: { $0 >= 0x80 || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
            (foldedEmail, foldedEmailHash) = (email, hash(of: .email))
            return
        }
        foldedEmail = scratch.copy(String(decoding: email, as: UTF8.self).lowercased())
        foldedEmailHash = ByteHash.of(foldedEmail)
    }

    mutating func reset() {
        texts.update(repeating: HashedText(), count: SightingFields.textCount)
        (foldedEmail, foldedEmailHash) = (SightingFields.none, 0)
        answers.removeAll(keepingCapacity: true)
        answerNames.removeAll(keepingCapacity: true)
        scratch.reset()
        raw = SightingFields.none
        (sequence, receivedAt, channel, occurredAt) = (0, Timestamp(milliseconds: 0), .redirect, nil)
        (isSigned, isStale, labelled) = (false, false, [])
        (product, startsAt, startIsUncertain, createdAt) = (.bookingCalendars, nil, false, nil)
        (utcOffset, isCutOff, durationMinutes, pageTime) = (nil, false, nil, nil)
        (seal, hasReceivedAt, hasBooking, isUnclear) = (nil, false, false, false)
    }

    /// The bytes of a string of a line; where it has escapes, without them.
    func bytes(of token: JSONStringToken, in scanner: JSONScanner) -> UnsafeBufferPointer<UInt8> {
        let source = UnsafeBufferPointer(rebasing: scanner.bytes[token.range])
        guard token.isEscaped else { return source }
        let target = scratch.room(source.count)
        return UnsafeBufferPointer(rebasing: target[..<JSONEscape.unescape(source, into: target)])
    }
}

/// Memory for the texts of one sighting, used again for the next.
private final class Scratch {
    private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
    private var block = 0
    private var used = 0

    private static let blockSize = 4_096

    deinit {
        for block in blocks { block.deallocate() }
    }

    func reset() { (block, used) = (0, 0) }

    func room(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
        while block < blocks.count, blocks[block].count - used < count { (block, used) = (block + 1, 0) }
        if block == blocks.count {
            blocks.append(.allocate(capacity: max(count, Scratch.blockSize)))
            used = 0
        }
        defer { used += count }
        return UnsafeMutableBufferPointer(rebasing: blocks[block][used..<used + count])
    }

    func copy(_ text: String?) -> UnsafeBufferPointer<UInt8> {
        guard var text, !text.isEmpty else { return UnsafeBufferPointer(start: nil, count: 0) }
        return text.withUTF8 { source in
            let target = room(source.count)
            _ = target.initialize(from: source)
            return UnsafeBufferPointer(target)
        }
    }
}
