import Bookings

/// What each channel of OnceHub carries of a made-up booking, in its own names and formats (contract.md sections 1, 2, 4).
enum DemoPayloads {
    /// The visit of a browser that OnceHub sent on (contract.md section 1).
    static func redirect(_ booking: DemoBooking, delay: Int64) -> DemoRequest {
        let query = booking.place.product == .bookingPages ? pagesQuery(booking) : calendarQuery(booking)
        return DemoRequest(method: "GET", path: "/confirm/\(booking.place.source)?\(query)", delay: delay)
    }

    /// What the script of an embedding page hands on (contract.md section 2).
    static func embed(_ booking: DemoBooking, delay: Int64) -> DemoRequest {
        let body = booking.place.product == .bookingPages ? pagesEmbed(booking) : calendarEmbed(booking)
        return post("/v1/confirmations?source=\(booking.place.source)", body, delay: delay)
    }

    /// What a calendar tells its page before there is a booking (contract.md section 2.2).
    static func visit(_ place: DemoCatalog.Place, _ step: FunnelStep, zone: String, delay: Int64) -> DemoRequest {
        let type = step == .loaded ? "loaded" : "time_slot_selected"
        let zone = step == .loaded ? "" : #","customer_timezone":\#(json(zone))"#
        let body = """
            {"type":"oncehub.booking_calendar.\(type)","payload":{"id":"\(place.calendar)",\
            "subject":\(json(place.subject)),"host":"USR-DEM0H0ST1","url":"https://oncehub.com/\(place.calendar)",\
            "name":\(json(place.eventType)),"duration_minutes":\(place.minutes)\(zone)}}
            """
        return post("/v1/confirmations?source=\(place.source)", body, delay: delay)
    }

    /// What OnceHub's server posts (contract.md section 4).
    static func webhook(
        _ booking: DemoBooking,
        type: String,
        event: String,
        at time: Timestamp,
        delay: Int64
    ) -> DemoRequest {
        let body = """
            {"id":\(json(event)),"object":"event","creation_time":\(json(time.iso8601)),"type":\(json(type)),\
            "api_version":"v2","data":\(webhookData(booking))}
            """
        return post("/v1/webhooks/oncehub", body, delay: delay)
    }

    private static func post(_ path: String, _ body: String, delay: Int64) -> DemoRequest {
        DemoRequest(
            method: "POST",
            path: path,
            headers: [("content-type", "application/json")],
            body: Array(body.utf8),
            delay: delay
        )
    }

    private static func calendarQuery(_ booking: DemoBooking) -> String {
        encode(
            [
                ("booking_calendar", booking.place.calendar), ("subject", booking.place.subject),
                ("status", "scheduled"),
                ("customer_timezone", booking.zone.name), ("id", booking.id),
                ("creation_time", booking.createdAt.iso8601), ("starting_time", booking.startsAt.iso8601),
                ("name", booking.name), ("email", booking.email), ("company", booking.company),
                ("meeting_reason", booking.reason),
            ],
            blank: "+"
        )
    }

    private static func pagesQuery(_ booking: DemoBooking) -> String {
        encode(
            [
                ("Name", booking.name), ("Email", booking.email), ("subject", booking.place.subject),
                ("company", booking.company), ("phone", booking.phone), ("note", booking.note),
                ("bookingPage", booking.place.bookingPage), ("creationTime", booking.createdAt.iso8601),
                ("meetingTime", Timestamp(milliseconds: booking.pageTime.milliseconds).iso8601),
                ("timeZone", booking.zone.label), ("utcOffset", String(booking.zone.offset)),
            ],
            blank: "%20"
        )
    }

    private static func pagesEmbed(_ booking: DemoBooking) -> String {
        let utc = booking.startsAt.iso8601.prefix(19)
        let page = Timestamp(milliseconds: booking.pageTime.milliseconds).iso8601.prefix(19)
        return """
            {"errorStatus":0,"bookingInfo":{"Version":"7.35","MeetingTimes":[{"UTCTime":"\(utc)","CustomerTime":"\(page)",\
            "SOTime":"\(page)"}],"CancelRescheduleLink":"https://go.oncehub.com/\(booking.place.bookingPage)?Params=demo",\
            "Note":\(json(booking.note)),"statusCode":"1","Message":null,"CustomerName":\(json(booking.name)),\
            "CustomerEmail":\(json(booking.email)),"CustomerPhone":\(json(booking.phone)),\
            "EventTypeName":\(json(booking.place.eventType)),"BookingId":[\(json(booking.id))]}}
            """
    }

    private static func calendarEmbed(_ booking: DemoBooking) -> String {
        """
        {"type":"oncehub.booking.scheduled","payload":{"id":\(json(booking.id)),"subject":\(json(booking.place.subject)),\
        "status":"scheduled","creation_time":"\(booking.createdAt.iso8601)","starting_time":"\(booking.startsAt.iso8601)",\
        "customer_timezone":"\(booking.zone.name)","host":"USR-DEM0H0ST1","duration_minutes":\(booking.place.minutes),\
        "location_description":"","attendees":["host@example.com",\(json(booking.email))],\
        "booking_calendar":"\(booking.place.calendar)","cancel_url":"https://oncehub.com/m/\(booking.id)/cancel",\
        "reschedule_url":"https://oncehub.com/m/\(booking.id)","utm_source":"","utm_medium":"",\
        "custom_fields":[{"name":"name","value":\(json(booking.name))},{"name":"email","value":\(json(booking.email))},\
        {"name":"company","value":\(json(booking.company))},{"name":"meeting_reason","value":\(json(booking.reason))}]}}
        """
    }

    private static func webhookData(_ booking: DemoBooking) -> String {
        let isPage = booking.place.product == .bookingPages
        let place =
            isPage
            ? """
            "booking_page":{"id":"BP-DEM0","object":"booking_page","name":\(json(booking.place.bookingPage))},\
            "master_page":{"id":"MP-DEM0","object":"master_page","name":\(json(booking.place.masterPage))},\
            "event_type":{"id":"ET-DEM0","object":"event_type","name":\(json(booking.place.eventType))}
            """
            : """
            "booking_calendar":\(json(booking.place.calendar)),"cancel_url":"https://oncehub.com/m/\(booking.id)/cancel",\
            "reschedule_url":"https://oncehub.com/m/\(booking.id)"
            """
        return """
            {"object":"booking","id":\(json(booking.id)),"tracking_id":\(json(booking.id)),\
            "subject":\(json(booking.place.subject)),"status":\(json(booking.status)),"in_trash":false,\
            "creation_time":"\(booking.createdAt.iso8601)","starting_time":"\(booking.startsAt.iso8601)",\
            "customer_timezone":"\(booking.zone.name)","owner":"USR-DEM0H0ST1","duration_minutes":\(booking.place.minutes),\
            "location_description":"","rescheduled_booking_id":"","cancel_reschedule_information":null,\
            "attendees":["host@example.com"],"form_submission":{"name":\(json(booking.name)),\
            "email":\(json(booking.email)),"phone":\(json(booking.phone)),"mobile_phone":"","note":\(json(booking.note)),\
            "company":\(json(booking.company)),"guests":[],"custom_fields":[]},\(place)}
            """
    }

    private static func json(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONWriter.appendString(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func encode(_ pairs: [(String, String)], blank: String) -> String {
        pairs.filter { !$0.1.isEmpty }
            .map { $0.0 + "=" + percentEncoded($0.1, blank: blank) }
            .joined(separator: "&")
    }

    private static func percentEncoded(_ text: String, blank: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: " "): encoded += blank
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return encoded
    }
}
