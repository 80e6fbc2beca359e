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
            isSigned: payload.isSigned,
            booking: booking(from: data),
            raw: .json(raw)
        )
    }

    private static func booking(from data: JSONValue) -> Booking {
        let calendar = data["booking_calendar"]
        let isCalendar = calendar.map { $0 != .null } ?? false
        var booking = Booking(product: isCalendar ? .bookingCalendars : .bookingPages)
        booking.id = data["id"]?.nonEmptyString ?? data["tracking_id"]?.nonEmptyString
        booking.subject = data["subject"]?.nonEmptyString
        booking.status = data["status"]?.nonEmptyString.map(Booking.foldedStatus)
        booking.bookingCalendar = calendar?.nonEmptyString ?? calendar?["id"]?.nonEmptyString
        booking.eventType = name(of: data["event_type"])
        booking.bookingPage = name(of: data["booking_page"])
        booking.masterPage = name(of: data["master_page"])
        booking.startsAt = data["starting_time"]?.string.flatMap { Timestamp(iso8601: $0) }
        booking.createdAt = data["creation_time"]?.string.flatMap { Timestamp(iso8601: $0) }
        booking.timeZone =
            data["customer_timezone"]?.nonEmptyString ?? data["customer_time_zone_description"]?.nonEmptyString
        readForm(data["form_submission"], into: &booking)
        readDetails(data, into: &booking)
        var fields = JSONCustomFields()
        fields.add(data["form_submission"]?["custom_fields"])
        fields.merge(data["custom_fields"])
        booking.customFields = fields.list.fields
        return booking
    }

    /// The name of something that comes as an id or as an object; the id where there is no name.
    private static func name(of value: JSONValue?) -> String? {
        value?.nonEmptyString ?? value?["name"]?.nonEmptyString ?? value?["public_name"]?.nonEmptyString
            ?? value?["id"]?.nonEmptyString
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

    private static func readDetails(_ data: JSONValue, into booking: inout Booking) {
        booking.details.durationMinutes = data["duration_minutes"]?.integer
        booking.details.location =
            data["location_description"]?.nonEmptyString ?? data["virtual_or_physical_location"]?.nonEmptyString
            ?? data["virtual_conferencing"]?["join_url"]?.nonEmptyString
        booking.details.cancelURL = data["cancel_url"]?.nonEmptyString
        booking.details.rescheduleURL = data["reschedule_url"]?.nonEmptyString
        booking.details.cancelRescheduleURL =
            data["cancel_reschedule_url"]?.nonEmptyString ?? data["cancel_reschedule_link"]?.nonEmptyString
        let information = data["cancel_reschedule_information"]
        booking.details.cancelReason =
            information?["reason"]?.nonEmptyString ?? data["cancel_reschedule_reason"]?.nonEmptyString
        booking.details.canceledBy = information?["actioned_by"]?.nonEmptyString
        booking.details.rescheduledFrom =
            data["rescheduled_booking_id"]?.nonEmptyString ?? data["canceled_booking_tracking_id"]?.nonEmptyString
        if let amount = data["payment_information"]?["amount_charged"]?.integer {
            let currency = data["payment_information"]?["currency"]?.nonEmptyString
            booking.details.payment = Payment(amountCharged: amount, currency: currency)
        }
    }
}
