/// A booking as a JSON object.
public enum BookingJSON {
    /// Appends a booking.
    ///
    /// If `complete`, with the 18 keys of contract.md section 8, null where empty, and nothing else but the id of the booking
    /// that took its place, where one did; if not, as in the log, with what is not empty, then the details.
    public static func write(
        _ booking: Booking,
        complete: Bool,
        rescheduledTo: String? = nil,
        into bytes: inout [UInt8]
    ) {
        var object = ObjectWriter(writesNull: complete)
        if complete {
            object.add("id", booking.id, to: &bytes)
            object.add("product", booking.product.rawValue, to: &bytes)
        } else {
            object.add("product", booking.product.rawValue, to: &bytes)
            object.add("id", booking.id, to: &bytes)
        }
        object.add("subject", booking.subject, to: &bytes)
        object.add("status", booking.status, to: &bytes)
        object.add("event_type", booking.eventType, to: &bytes)
        object.add("booking_page", booking.bookingPage, to: &bytes)
        object.add("booking_calendar", booking.bookingCalendar, to: &bytes)
        object.add("master_page", booking.masterPage, to: &bytes)
        object.add("name", booking.name, to: &bytes)
        object.add("email", booking.email, to: &bytes)
        object.add("phone", booking.phone, to: &bytes)
        object.add("company", booking.company, to: &bytes)
        object.add("note", booking.note, to: &bytes)
        object.add("starts_at", booking.startsAt, to: &bytes)
        object.add("created_at", booking.createdAt, to: &bytes)
        object.add("time_zone", booking.timeZone, to: &bytes)
        object.add("utc_offset", booking.utcOffset, to: &bytes)
        if complete || !booking.customFields.isEmpty {
            object.key("custom_fields", to: &bytes)
            write(booking.customFields, into: &bytes)
        }
        if complete {
            if rescheduledTo != nil { object.add("rescheduled_to", rescheduledTo, to: &bytes) }
        } else {
            object.flag("start_uncertain", booking.startIsUncertain, to: &bytes)
            object.flag("cut_off", booking.isCutOff, to: &bytes)
            write(booking.details, object: &object, into: &bytes)
        }
        object.close(&bytes)
    }

    private static func write(_ fields: [CustomField], into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONWriter.appendString(field.name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            switch field.value {
            case .text(let text): JSONWriter.appendString(text, to: &bytes)
            case .list(let texts): write(texts, into: &bytes)
            }
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private static func write(_ texts: [String], into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONWriter.appendString(text, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private static func write(_ details: BookingDetails, object: inout ObjectWriter, into bytes: inout [UInt8]) {
        object.add("mobile", details.mobile, to: &bytes)
        if !details.guests.isEmpty {
            object.key("guests", to: &bytes)
            write(details.guests, into: &bytes)
        }
        object.add("location", details.location, to: &bytes)
        object.add("conferencing_url", details.conferencingURL, to: &bytes)
        object.add("event_type_id", details.eventTypeID, to: &bytes)
        object.add("booking_page_id", details.bookingPageID, to: &bytes)
        object.add("master_page_id", details.masterPageID, to: &bytes)
        object.add("booking_calendar_name", details.bookingCalendarName, to: &bytes)
        object.add("host_id", details.hostID, to: &bytes)
        object.add("host_name", details.hostName, to: &bytes)
        object.add("duration_minutes", details.durationMinutes, to: &bytes)
        if !details.utm.isEmpty {
            object.key("utm", to: &bytes)
            write(details.utm.map { CustomField(name: $0.name, value: .text($0.value)) }, into: &bytes)
        }
        object.add("page_time", details.pageTime?.iso8601, to: &bytes)
        object.add("customer_time", details.customerTime?.iso8601, to: &bytes)
        if !details.sessions.isEmpty {
            object.key("sessions", to: &bytes)
            write(details.sessions, into: &bytes)
        }
        writeChanges(details, object: &object, into: &bytes)
    }

    /// How the booking is changed, and how it was.
    private static func writeChanges(
        _ details: BookingDetails,
        object: inout ObjectWriter,
        into bytes: inout [UInt8]
    ) {
        object.add("cancel_url", details.cancelURL, to: &bytes)
        object.add("reschedule_url", details.rescheduleURL, to: &bytes)
        object.add("cancel_reschedule_url", details.cancelRescheduleURL, to: &bytes)
        object.add("ics_url", details.icsURL, to: &bytes)
        object.add("package_id", details.packageID, to: &bytes)
        object.flag("in_trash", details.isInTrash, to: &bytes)
        object.add("cancel_reason", details.cancelReason, to: &bytes)
        object.add("canceled_by", details.canceledBy, to: &bytes)
        object.add("rescheduled_from", details.rescheduledFrom, to: &bytes)
        if let payment = details.payment {
            object.key("payment", to: &bytes)
            var inner = ObjectWriter(writesNull: false)
            inner.add("amount_charged", payment.amountCharged, to: &bytes)
            inner.add("currency", payment.currency, to: &bytes)
            inner.close(&bytes)
        }
    }

    private static func write(_ sessions: [BookingSession], into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (index, session) in sessions.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            var object = ObjectWriter(writesNull: true)
            object.add("id", session.id, to: &bytes)
            object.add("starts_at", session.startsAt, to: &bytes)
            object.close(&bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }
}
