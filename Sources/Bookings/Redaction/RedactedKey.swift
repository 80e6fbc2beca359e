/// What the name of a parameter or a member tells of its value.
enum RedactedKey: Sendable {
    case name, email, phone, company, note, subject, id, guests, place, reason, tag, host
    /// What is no one's own: times, statuses, pages, event types.
    case kept
    /// What a form asked: anything.
    case answer

    /// What the names of parameters, of answers and of members mean, in lower case.
    private static let known: [String: RedactedKey] = {
        let names: [(RedactedKey, String)] = [
            (.name, "name customername customer_name full_name fullname"),
            (.email, "email customeremail customer_email"),
            (.phone, "phone customerphone customer_phone mobile mobile_phone"), (.company, "company"),
            (.note, "note notes"), (.subject, "subject"),
            (
                .id,
                "id booking_id bookingid tracking_id package_id rescheduled_booking_id canceled_booking_tracking_id"
            ),
            (.guests, "guests customerguests"),
            (
                .place,
                "location location_description virtual_or_physical_location join_url ics ics_url cancel_url reschedule_url "
                    + "cancel_reschedule_url cancel_reschedule_link cancelreschedulelink url link"
            ),
            (.reason, "reason cancel_reschedule_reason"), (.host, "owner host user"),
        ]
        var known: [String: RedactedKey] = [:]
        for (key, list) in names { for name in list.split(separator: " ") { known[String(name)] = key } }
        return known
    }()

    /// What only members of a payload, or parameters that a product knows, mean; an answer of the same name is an answer.
    private static let keptMembers = Set(
        """
        type object api_version version status statuscode errorstatus creation_time last_updated_time starting_time \
        ending_time customer_timezone customer_time_zone_description time_zone timezone utctime customertime sotime \
        eventtypename event_type booking_page master_page booking_calendar duration_minutes currency amount_charged \
        in_trash actioned_by event
        """.split(separator: " ").map(String.init)
    )
    private static let keptParameters: [Product: Set<String>] = [
        .bookingCalendars: ["booking_calendar", "status", "creation_time", "starting_time", "customer_timezone"],
        .bookingPages: [
            "bookingpage", "bookingpagename", "creationtime", "meetingtime", "timezone", "utcoffset",
        ],
    ]

    /// Of an answer of a form, which may be of a field that a booking has.
    init(answer name: String) {
        let folded = name.lowercased()
        self = folded.hasPrefix("utm_") ? .tag : RedactedKey.known[folded] ?? .answer
    }

    /// Of a parameter of a redirect.
    init(parameter name: String, of product: Product) {
        let isKept = RedactedKey.keptParameters[product]?.contains(name.lowercased()) == true
        self = isKept ? .kept : RedactedKey(answer: name)
    }

    /// Of a member of a payload.
    init(member name: String) {
        self = RedactedKey.keptMembers.contains(name.lowercased()) ? .kept : RedactedKey(answer: name)
    }
}
