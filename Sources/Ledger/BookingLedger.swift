public import Bookings

/// The in-memory store: all bookings, in columns, in the order in which each was first seen.
///
/// A row number is the place of a booking in that order; it counts from 0, never changes, and stays with its booking.
public struct BookingLedger: Sendable {
    var columns = Columns()
    var identities = IdentityIndex()
    var log = SightingColumns()
    var lifecycle = Lifecycle()
    var annotations = Annotations()

    /// Makes an empty ledger.
    public init() {}

    /// The number of bookings.
    public var count: Int { columns.count }

    /// The number of sightings applied.
    public var sightingCount: Int { log.count }

    /// The sequence number of the last record applied; 0 before the first.
    public var lastSequence: UInt64 { max(log.lastSequence, annotations.lastSequence) }

    /// Merges a sighting into its booking, or adds a booking.
    ///
    /// Sequence numbers must grow from call to call. Amortised O(1).
    @discardableResult
    public mutating func apply(_ record: SightingRecord) -> LedgerChange {
        var fields = SightingFields()
        fields.fill(from: record)
        return apply(fields)
    }

    /// Merges a sighting that was read from a log into its booking, or adds a booking.
    ///
    /// The number is the one that the record goes by, where that is another than its line says.
    @discardableResult
    public mutating func apply(_ sighting: borrowing SightingFields, numbered number: UInt64? = nil) -> LedgerChange {
        let known = identities.row(of: sighting, in: columns)
        let row = known ?? columns.count
        let hadID = known.map { columns.ranks[$0].knows(.id) }
        if known == nil { columns.addRow(product: sighting.product, receivedAt: sighting.receivedAt) }
        var isNew = merge(sighting, into: row)
        if lifecycle.mark(row, isCutOff: sighting.isCutOff, isAdded: known == nil) { isNew = true }
        let channel = ChannelSet(sighting.channel)
        if !columns.channels[row].contains(channel) { columns.channels[row].insert(channel) }
        if isNew, known != nil { columns.setChanged(row, at: sighting.receivedAt) }
        identities.add(row, sighting, hadID: hadID, in: columns)
        log.append(sighting, numbered: number ?? sighting.sequence, row: row)
        let tied = tie(row, sighting)
        if tied.isChanged { isNew = true }
        return LedgerChange(
            row: row,
            kind: known == nil ? .added : isNew ? .changed : .repeated,
            alsoChanged: tied.other
        )
    }

    /// One text column of a row; nil where the booking lacks it.
    public func text(_ column: TextColumn, at row: Int) -> String? { columns.text(column, at: row) }

    /// When the meeting of a row starts.
    public func startsAt(_ row: Int) -> Timestamp? { time(columns.startsAt[row]) }

    /// When the booking of a row was made.
    public func createdAt(_ row: Int) -> Timestamp? { time(columns.createdAt[row]) }

    /// The start on the wall clock of the booking page's zone, where a sighting told it.
    public func pageTime(_ row: Int) -> WallTime? {
        columns.pageTime[row] == PackedColumn.none ? nil : WallTime(milliseconds: columns.pageTime[row])
    }

    /// Whether the start of a row is one of several readings.
    public func startIsUncertain(_ row: Int) -> Bool { columns.startIsUncertain[row] == 1 }

    /// When a row's booking was first received.
    public func receivedAt(_ row: Int) -> Timestamp {
        Timestamp(milliseconds: columns.receivedAt[row])
    }

    /// When a sighting last told something new of a row's booking.
    public func changedAt(_ row: Int) -> Timestamp { Timestamp(milliseconds: columns.changedAt(row)) }

    /// The product of a row.
    public func product(_ row: Int) -> Product { columns.product[row] }

    /// Whether a field of a row is known only from the labels of its source.
    public func isLabelled(_ column: TextColumn, at row: Int) -> Bool {
        switch column {
        case .eventType, .masterPage, .bookingPage: columns.ranks[row][column.field] == .labelled
        default: false
        }
    }

    /// The merged booking in a row, with those of its details that the ledger keeps: the page's time, the duration, the
    /// place, the host's name, and the booking that it replaces.
    public func booking(at row: Int) -> Booking {
        var booking = Booking(product: columns.product[row])
        let paths: [(WritableKeyPath<Booking, String?>, TextColumn)] = [
            (\.id, .id), (\.subject, .subject), (\.status, .status), (\.eventType, .eventType),
            (\.bookingPage, .bookingPage), (\.masterPage, .masterPage),
            (\.bookingCalendar, .bookingCalendar),
            (\.name, .name), (\.email, .email), (\.phone, .phone), (\.company, .company), (\.note, .note),
            (\.timeZone, .timeZone),
        ]
        for (path, column) in paths { booking[keyPath: path] = columns.text(column, at: row) }
        booking.startsAt = startsAt(row)
        booking.startIsUncertain = startIsUncertain(row)
        booking.isCutOff = isCutOff(row)
        booking.createdAt = createdAt(row)
        booking.utcOffset = columns.utcOffset[row] == PackedColumn.none ? nil : Int(columns.utcOffset[row])
        booking.customFields = customFields(at: row)
        booking.details.pageTime = pageTime(row)
        booking.details.durationMinutes = durationMinutes(row)
        booking.details.hostName = columns.host.name(at: row)
        booking.details.location = columns.location.name(at: row)
        booking.details.rescheduledFrom = columns.texts.text(.rescheduledFrom, at: row)
        return booking
    }

    /// The custom fields of a row.
    public func customFields(at row: Int) -> [CustomField] { columns.customFields(at: row) }

    /// The sightings of a row, first to last; O(log n) to find, then one step each.
    public func sightings(of row: Int) -> [SightingSummary] { log.summaries(of: row) }

    /// The row that a sighting was merged into; O(log n).
    public func row(ofSequence sequence: UInt64) -> Int? { log.row(ofSequence: sequence) }

    private func time(_ milliseconds: Int64) -> Timestamp? {
        milliseconds == PackedColumn.none ? nil : Timestamp(milliseconds: milliseconds)
    }
}

/// The text columns of a ledger.
public enum TextColumn: String, Sendable, CaseIterable {
    case id, subject, status, eventType, bookingPage, masterPage, bookingCalendar, name, email, phone,
        company, note
    case timeZone, source
    /// Whom the customer meets, by name where it is known, else by id.
    case host
}
