/// What the two embeds hand over; told apart by their outermost keys.
enum EmbedDecoder {
    static func booking(from value: JSONValue) throws(PayloadError) -> Booking {
        if let type = value["type"]?.string {
            guard type == "oncehub.booking.scheduled" else {
                throw .notABooking(reason: "an event of type “\(type)” is not a booking")
            }
            return try CalendarEmbed.booking(from: value)
        }
        guard value["bookingInfo"] != nil || value["errorStatus"] != nil else {
            if let booking = PlainBooking.booking(from: value) { return booking }
            throw .notABooking(reason: "it has neither “bookingInfo” nor a “type” beginning “oncehub.”")
        }
        return try PageEmbed.booking(from: value)
    }
}

/// `SOAfterConfirmationFunction(data)` of Booking Pages (contract.md section 2.1).
enum PageEmbed {
    static func booking(from value: JSONValue) throws(PayloadError) -> Booking {
        // The two codes run opposite ways: 0 is good for errorStatus, 1 for statusCode.
        guard value["errorStatus"]?.scalarText == "0" else {
            throw .notConfirmed(reason: "errorStatus is not 0")
        }
        guard let info = value["bookingInfo"], info.members != nil else {
            throw .notABooking(reason: "bookingInfo is not an object")
        }
        guard info["statusCode"]?.scalarText == "1" else {
            throw .notConfirmed(reason: "statusCode is not 1")
        }
        var booking = Booking(product: .bookingPages)
        booking.status = "scheduled"
        booking.name = info["CustomerName"]?.nonEmptyString
        booking.email = info["CustomerEmail"]?.nonEmptyString
        booking.phone = info["CustomerPhone"]?.nonEmptyString
        booking.note = info["Note"]?.nonEmptyString
        booking.eventType = info["EventTypeName"]?.nonEmptyString
        booking.details.cancelRescheduleURL = info["CancelRescheduleLink"]?.nonEmptyString
        booking.details.icsURL = info["CalendarEvent"]?["ICS"]?.nonEmptyString
        let ids =
            info["BookingId"]?.elements?.compactMap(\.nonEmptyString) ?? info["BookingId"]?.nonEmptyString.map { [$0] }
            ?? []
        booking.id = ids.first
        readTimes(info["MeetingTimes"]?.elements ?? [], ids: ids, into: &booking)
        return booking
    }

    private static func readTimes(_ times: [JSONValue], ids: [String], into booking: inout Booking) {
        let starts = times.map { $0["UTCTime"]?.string.flatMap { Timestamp(iso8601: $0) } }
        booking.startsAt = starts.first ?? nil
        booking.details.customerTime = times.first?["CustomerTime"]?.string.flatMap { WallTime(iso8601: $0) }
        booking.details.pageTime = times.first?["SOTime"]?.string.flatMap { WallTime(iso8601: $0) }
        guard times.count > 1 else { return }
        // That the n-th id belongs to the n-th time is not documented, but nothing else would make sense.
        booking.details.sessions = starts.enumerated().map { index, start in
            BookingSession(id: index < ids.count ? ids[index] : nil, startsAt: start)
        }
    }
}

/// The `oncehub.booking.scheduled` message of Booking Calendars, in both published shapes (contract.md section 2.2).
enum CalendarEmbed {
    static func booking(from value: JSONValue) throws(PayloadError) -> Booking {
        guard let payload = value["payload"], payload.members != nil else {
            throw .notABooking(reason: "payload is not an object")
        }
        var booking = Booking(product: .bookingCalendars)
        booking.id = payload["id"]?.nonEmptyString
        booking.subject = payload["subject"]?.nonEmptyString
        booking.status = payload["status"]?.nonEmptyString.map(Booking.foldedStatus)
        booking.bookingCalendar =
            payload["booking_calendar"]?.nonEmptyString ?? payload["booking_calendar"]?["id"]?.nonEmptyString
        booking.createdAt = payload["creation_time"]?.string.flatMap { Timestamp(iso8601: $0) }
        booking.startsAt = payload["starting_time"]?.string.flatMap { Timestamp(iso8601: $0) }
        booking.timeZone = payload["customer_timezone"]?.nonEmptyString
        booking.details.durationMinutes = payload["duration_minutes"]?.integer
        booking.details.location = payload["location_description"]?.nonEmptyString
        booking.details.hostID = payload["host"]?.nonEmptyString
        booking.details.icsURL = payload["ics_url"]?.nonEmptyString
        booking.details.cancelURL = payload["cancel_url"]?.nonEmptyString
        booking.details.rescheduleURL = payload["reschedule_url"]?.nonEmptyString
        booking.details.utm = utm(of: payload)
        var fields = JSONCustomFields()
        fields.add(payload["custom_fields"])
        fields.lift(into: &booking)
        booking.customFields = fields.list.fields
        return booking
    }

    private static func utm(of payload: JSONValue) -> [UTMTag] {
        var tags: [UTMTag] = []
        for tag in payload["utm_params"]?.members ?? [] {
            if let text = tag.value.nonEmptyString { tags.add(tag.name, text) }
        }
        for tag in payload.members ?? [] where tag.name.hasPrefix("utm_") {
            if let text = tag.value.nonEmptyString { tags.add(tag.name.dropFirst(4), text) }
        }
        return tags
    }
}
