import Bookings

/// The bookings as columns: one a field, in the order in which the bookings were first seen.
///
/// A filter reads only the columns it asks about. Copies share their memory, and a change copies a page.
struct Columns: Sendable {
    var status = NameColumn()
    var eventType = NameColumn()
    var bookingPage = NameColumn()
    var masterPage = NameColumn()
    var bookingCalendar = NameColumn()
    var timeZone = NameColumn()
    var source = NameColumn()
    /// Whom the customer meets: a name, else an id.
    var host = NameColumn()
    var name = NameColumn()
    var company = NameColumn()
    var subject = NameColumn()
    var note = NameColumn()
    var location = NameColumn()

    var texts = TextRecords()
    /// The record that is being made, empty in between: kept for its memory.
    var draft: [UInt8] = []
    var answers = AnswerColumn()

    var product = PagedArray<Product>()
    var channels = PagedArray<ChannelSet>()
    var startsAt = PackedColumn()
    var createdAt = PackedColumn()
    var receivedAt = PackedColumn()
    /// How long after it was first received a row was last changed.
    private var changedAfter = PackedColumn(fallback: 0)
    var pageTime = PackedColumn()
    var durationMinutes = PackedColumn()
    var utcOffset = PackedColumn()
    var startIsUncertain = PackedColumn(fallback: 0)
    /// How well each field is known; `unknown` for the fields that a booking lacks.
    var ranks = RankColumn()

    var count: Int { product.count }

    /// Adds a row that knows nothing but its product; columns that never had a value for it need no place for one.
    mutating func addRow(product: Product, receivedAt: Timestamp) {
        self.product.append(product)
        channels.append([])
        self.receivedAt.append(receivedAt.milliseconds)
    }

    /// When a row was last changed, in milliseconds.
    func changedAt(_ row: Int) -> Int64 { receivedAt[row] &+ changedAfter[row] }

    mutating func setChanged(_ row: Int, at instant: Timestamp) {
        changedAfter[row] = instant.milliseconds &- receivedAt[row]
    }

    /// How long before its start the booking of a row was made, in milliseconds; nil without a start.
    ///
    /// Where it was not told when, its first sighting stands in: most come within seconds.
    func lead(_ row: Int) -> Int64? {
        let start = startsAt[row]
        guard start != PackedColumn.none else { return nil }
        let told = createdAt[row]
        let (lead, overflow) = start.subtractingReportingOverflow(told == PackedColumn.none ? receivedAt[row] : told)
        return overflow ? nil : lead
    }

    /// The ids of the statuses of bookings that are over, or will not take place.
    var idsOfOverStatuses: [UInt32] { ["canceled", "completed", "no_show"].compactMap { status.known($0) } }

    /// All columns of shared texts.
    var names: [NameColumn] {
        [
            status, eventType, bookingPage, masterPage, bookingCalendar, timeZone, source, host, name, company, subject,
            note, location,
        ]
    }

    /// The column of shared texts that a text column is; nil for those in the records.
    func names(of column: TextColumn) -> NameColumn? {
        switch column {
        case .status: status
        case .eventType: eventType
        case .bookingPage: bookingPage
        case .masterPage: masterPage
        case .bookingCalendar: bookingCalendar
        case .timeZone: timeZone
        case .source: source
        case .host: host
        case .name: name
        case .company: company
        case .subject: subject
        case .note: note
        case .id, .email, .phone: nil
        }
    }

    /// The text in a row.
    func text(_ column: TextColumn, at row: Int) -> String? {
        // Each by itself: a copy of a column would retain all of its pages.
        switch column {
        case .status: status.name(at: row)
        case .eventType: eventType.name(at: row)
        case .bookingPage: bookingPage.name(at: row)
        case .masterPage: masterPage.name(at: row)
        case .bookingCalendar: bookingCalendar.name(at: row)
        case .timeZone: timeZone.name(at: row)
        case .source: source.name(at: row)
        case .host: host.name(at: row)
        case .name: name.name(at: row)
        case .company: company.name(at: row)
        case .subject: subject.name(at: row)
        case .note: note.name(at: row)
        case .id: texts.text(.id, at: row)
        case .email: texts.text(.email, at: row)
        case .phone: texts.text(.phone, at: row)
        }
    }

    /// The custom fields of a row.
    func customFields(at row: Int) -> [CustomField] { AnswerText.fields(answers.bytes(row, texts)) }
}

extension TextColumn {
    /// The field of the records that it is; nil for columns of shared texts.
    var recordField: TextRecords.Field? {
        switch self {
        case .id: .id
        case .email: .email
        case .phone: .phone
        default: nil
        }
    }

    /// The field whose rank tells whether the column is known.
    var field: FieldRanks.Field {
        switch self {
        case .id: .id
        case .subject: .subject
        case .status: .status
        case .eventType: .eventType
        case .bookingPage: .bookingPage
        case .masterPage: .masterPage
        case .bookingCalendar: .bookingCalendar
        case .name: .name
        case .email: .email
        case .phone: .phone
        case .company: .company
        case .note: .note
        case .timeZone: .timeZone
        case .source: .source
        case .host: .host
        }
    }
}

extension TextRecords.Field {
    /// The field whose rank tells whether the text is known.
    var field: FieldRanks.Field {
        switch self {
        case .id: .id
        case .email: .email
        case .phone: .phone
        case .rescheduledFrom: .rescheduledFrom
        }
    }

    /// What a sighting tells of it.
    var text: SightingFields.Text {
        switch self {
        case .id: .id
        case .email: .email
        case .phone: .phone
        case .rescheduledFrom: .rescheduledFrom
        }
    }
}
