/// Webhook events in both versions (contract.md section 4).
enum WebhookDecoder {
    /// Whether an object is a webhook event by its shape.
    static func recognises(_ value: JSONValue) -> Bool {
        value["object"]?.string == "event" || (value["data"]?.members != nil && value["type"]?.string != nil)
    }

    static func sighting(from value: JSONValue, payload: Payload, raw: [UInt8]) throws(PayloadError) -> Sighting {
        guard let type = value["type"]?.string else {
            throw .notABooking(reason: "a webhook event has a “type”, and this has none")
        }
        guard type.hasPrefix("booking.") else {
            throw .notABooking(reason: "an event of type “\(type)” is not about a booking")
        }
        guard let data = value["data"], data.members != nil else {
            throw .notABooking(reason: "data is not an object")
        }
        return Sighting(
            receivedAt: payload.receivedAt,
            channel: .webhook,
            source: payload.source,
            event: type,
            eventID: value["id"]?.nonEmptyString,
            occurredAt: [value["creation_time"], data["last_updated_time"]].lazy
                .compactMap { $0?.string.flatMap { Timestamp(iso8601: $0) } }.first,
            isSigned: payload.isSigned,
            isStale: payload.isStale,
            booking: booking(from: data, isFirstVersion: value["api_version"]?.string == "v1"),
            raw: .json(raw)
        )
    }

    private static func booking(from data: JSONValue, isFirstVersion: Bool) -> Booking {
        let calendar = data["booking_calendar"]
        let isCalendar = calendar.map { $0 != .null } ?? false
        var booking = Booking(product: isCalendar ? .bookingCalendars : .bookingPages)
        booking.id = data["id"]?.nonEmptyString ?? data["tracking_id"]?.nonEmptyString
        booking.subject = data["subject"]?.nonEmptyString
        booking.status = data["status"]?.nonEmptyString.map(Booking.foldedStatus)
        booking.bookingCalendar = calendar?.nonEmptyString ?? calendar?["id"]?.nonEmptyString
        booking.details.bookingCalendarName = calendar?["name"]?.nonEmptyString
        (booking.eventType, booking.details.eventTypeID) = reference(data["event_type"])
        (booking.bookingPage, booking.details.bookingPageID) = reference(data["booking_page"])
        (booking.masterPage, booking.details.masterPageID) = reference(data["master_page"])
        booking.startsAt = data["starting_time"]?.string.flatMap { Timestamp(iso8601: $0) }
        booking.createdAt = data["creation_time"]?.string.flatMap { Timestamp(iso8601: $0) }
        booking.timeZone =
            data["customer_timezone"]?.nonEmptyString ?? data["customer_time_zone_description"]?.nonEmptyString
        readForm(data["form_submission"], into: &booking)
        readHost(data["owner"], isFirstVersion: isFirstVersion, into: &booking.details)
        readDetails(data, into: &booking.details)
        readChanges(data, into: &booking.details)
        var fields = JSONCustomFields()
        fields.add(data["form_submission"]?["custom_fields"])
        fields.merge(data["custom_fields"])
        booking.customFields = fields.list.fields
        return booking
    }

    /// The name and the id of something that comes as an id or as an object; the id stands for a name that is missing.
    private static func reference(_ value: JSONValue?) -> (name: String?, id: String?) {
        let id = value?.nonEmptyString ?? value?["id"]?.nonEmptyString
        return (value?["name"]?.nonEmptyString ?? value?["public_name"]?.nonEmptyString ?? id, id)
    }

    /// The user whom the customer meets: an id or an object; in events of version 1, which know no ids of users, a name.
    private static func readHost(_ owner: JSONValue?, isFirstVersion: Bool, into details: inout BookingDetails) {
        if let text = owner?.nonEmptyString {
            if isFirstVersion { details.hostName = text } else { details.hostID = text }
            return
        }
        details.hostID = owner?["id"]?.nonEmptyString
        let names = ["first_name", "last_name"].compactMap { owner?[$0]?.nonEmptyString }
        details.hostName =
            owner?["name"]?.nonEmptyString ?? (names.isEmpty ? nil : names.joined(separator: " "))
            ?? owner?["email"]?.nonEmptyString
    }

    private static func readForm(_ form: JSONValue?, into booking: inout Booking) {
        booking.name = form?["name"]?.nonEmptyString
        booking.email = form?["email"]?.nonEmptyString
        booking.details.mobile = form?["mobile_phone"]?.nonEmptyString
        booking.phone = form?["phone"]?.nonEmptyString ?? booking.details.mobile
        booking.company = form?["company"]?.nonEmptyString
        booking.note = form?["note"]?.nonEmptyString
        booking.details.guests = form?["guests"]?.elements?.compactMap(\.nonEmptyString) ?? []
    }

    private static func readDetails(_ data: JSONValue, into details: inout BookingDetails) {
        details.durationMinutes = data["duration_minutes"]?.integer
        details.conferencingURL = data["virtual_conferencing"]?["join_url"]?.nonEmptyString
        details.location =
            data["location_description"]?.nonEmptyString ?? data["virtual_or_physical_location"]?.nonEmptyString
            ?? details.conferencingURL
        details.icsURL = data["ics_url"]?.nonEmptyString
        details.packageID = data["package_id"]?.nonEmptyString
        details.isInTrash = data["in_trash"] == .bool(true)
        if let amount = data["payment_information"]?["amount_charged"]?.integer {
            let currency = data["payment_information"]?["currency"]?.nonEmptyString
            details.payment = Payment(amountCharged: amount, currency: currency)
        }
    }

    /// How the booking is changed, and how it was.
    private static func readChanges(_ data: JSONValue, into details: inout BookingDetails) {
        details.cancelURL = data["cancel_url"]?.nonEmptyString
        details.rescheduleURL = data["reschedule_url"]?.nonEmptyString
        details.cancelRescheduleURL =
            data["cancel_reschedule_url"]?.nonEmptyString ?? data["cancel_reschedule_link"]?.nonEmptyString
        let information = data["cancel_reschedule_information"]
        details.cancelReason =
            information?["reason"]?.nonEmptyString ?? data["cancel_reschedule_reason"]?.nonEmptyString
        details.canceledBy = information?["actioned_by"]?.nonEmptyString
        details.rescheduledFrom =
            data["rescheduled_booking_id"]?.nonEmptyString ?? data["canceled_booking_tracking_id"]?.nonEmptyString
    }
}
