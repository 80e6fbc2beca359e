extension Booking {
    /// The members of a booking in the log, in the order in which `BookingJSON` writes them.
    static let members: [MemberReader<Booking>] = [
        .text("product") { $0.product = $1.flatMap(Product.init) ?? $0.product },
        .text("id") { $0.id = $1 },
        .text("subject") { $0.subject = $1 },
        .text("status") { $0.status = $1 },
        .text("event_type") { $0.eventType = $1 },
        .text("booking_page") { $0.bookingPage = $1 },
        .text("booking_calendar") { $0.bookingCalendar = $1 },
        .text("master_page") { $0.masterPage = $1 },
        .text("name") { $0.name = $1 },
        .text("email") { $0.email = $1 },
        .text("phone") { $0.phone = $1 },
        .text("company") { $0.company = $1 },
        .text("note") { $0.note = $1 },
        .instant("starts_at") { $0.startsAt = $1 },
        .instant("created_at") { $0.createdAt = $1 },
        .text("time_zone") { $0.timeZone = $1 },
        .integer("utc_offset") { $0.utcOffset = $1 },
        MemberReader("custom_fields") { (booking, scanner) throws(JSONError) in
            booking.customFields = try scanner.customFields()
        },
        MemberReader("start_uncertain") { (booking, scanner) throws(JSONError) in
            booking.startIsUncertain = try scanner.isTrue()
        },
        MemberReader("cut_off") { (booking, scanner) throws(JSONError) in
            booking.isCutOff = try scanner.isTrue()
        },
        .text("mobile") { $0.details.mobile = $1 },
        MemberReader("guests") { (booking, scanner) throws(JSONError) in
            booking.details.guests = try scanner.texts()
        },
        .text("location") { $0.details.location = $1 },
        .text("conferencing_url") { $0.details.conferencingURL = $1 },
        .text("event_type_id") { $0.details.eventTypeID = $1 },
        .text("booking_page_id") { $0.details.bookingPageID = $1 },
        .text("master_page_id") { $0.details.masterPageID = $1 },
        .text("booking_calendar_name") { $0.details.bookingCalendarName = $1 },
        .text("host_id") { $0.details.hostID = $1 },
        .text("host_name") { $0.details.hostName = $1 },
        .integer("duration_minutes") { $0.details.durationMinutes = $1 },
        MemberReader("utm") { (booking, scanner) throws(JSONError) in
            booking.details.utm = try scanner.tags()
        },
        .wallTime("page_time") { $0.details.pageTime = $1 },
        .wallTime("customer_time") { $0.details.customerTime = $1 },
        MemberReader("sessions") { (booking, scanner) throws(JSONError) in
            booking.details.sessions = try scanner.sessions()
        },
        .text("cancel_url") { $0.details.cancelURL = $1 },
        .text("reschedule_url") { $0.details.rescheduleURL = $1 },
        .text("cancel_reschedule_url") { $0.details.cancelRescheduleURL = $1 },
        .text("ics_url") { $0.details.icsURL = $1 },
        .text("package_id") { $0.details.packageID = $1 },
        MemberReader("in_trash") { (booking, scanner) throws(JSONError) in
            booking.details.isInTrash = try scanner.isTrue()
        },
        .text("cancel_reason") { $0.details.cancelReason = $1 },
        .text("canceled_by") { $0.details.canceledBy = $1 },
        .text("rescheduled_from") { $0.details.rescheduledFrom = $1 },
        MemberReader("payment") { (booking, scanner) throws(JSONError) in
            booking.details.payment = try scanner.payment()
        },
    ]
}

extension BookingSession {
    static let members: [MemberReader<BookingSession>] = [
        .text("id") { $0.id = $1 },
        .instant("starts_at") { $0.startsAt = $1 },
    ]
}

extension Payment {
    /// The amount decides whether there was a payment, so it is read apart.
    static let members: [MemberReader<(amount: Int?, currency: String?)>] = [
        .integer("amount_charged") { $0.amount = $1 },
        .text("currency") { $0.currency = $1 },
    ]
}

extension JSONScanner {
    /// The answers under their names; those that are neither a text nor a list are passed over, a name twice is refused.
    fileprivate mutating func customFields() throws(JSONError) -> [CustomField] {
        var fields: [CustomField] = []
        try namedValues { key, scanner throws(JSONError) in
            let name = scanner.text(of: key)
            guard !fields.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
                throw JSONError(.duplicateKey, at: key.range.lowerBound - 1)
            }
            if try scanner.next() == UInt8(ascii: "[") {
                fields.append(CustomField(name: name, value: .list(try scanner.texts())))
            } else if let token = try scanner.optionalString() {
                fields.append(CustomField(name: name, value: .text(scanner.text(of: token))))
            }
        }
        return fields
    }

    fileprivate mutating func tags() throws(JSONError) -> [UTMTag] {
        var tags: [UTMTag] = []
        try namedValues { key, scanner throws(JSONError) in
            if let text = try scanner.optionalText() { tags.add(scanner.text(of: key), text) }
        }
        return tags
    }

    fileprivate mutating func sessions() throws(JSONError) -> [BookingSession] {
        var sessions: [BookingSession] = []
        try elements { scanner throws(JSONError) in
            guard try scanner.next() == UInt8(ascii: "{") else { return try scanner.skipValue() }
            var session = BookingSession(id: nil, startsAt: nil)
            try scanner.members(into: &session, by: BookingSession.members)
            sessions.append(session)
        }
        return sessions
    }

    fileprivate mutating func payment() throws(JSONError) -> Payment? {
        guard try next() == UInt8(ascii: "{") else {
            try skipValue()
            return nil
        }
        var payment: (amount: Int?, currency: String?) = (nil, nil)
        try members(into: &payment, by: Payment.members)
        return payment.amount.map { Payment(amountCharged: $0, currency: payment.currency) }
    }
}
