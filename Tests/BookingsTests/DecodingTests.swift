import Bookings
import BookwatchTestSupport
import Testing

/// What the vectors leave open.
@Suite struct DecodingTests {
    private func sighting(
        query: String,
        meetingTime: MeetingTimeReading = .page
    ) throws -> Sighting {
        let payload = Payload(.query(Array(query.utf8)), source: "sales", receivedAt: Timestamp(milliseconds: 7))
        return try Sighting(decoding: payload, meetingTime: meetingTime)
    }

    private func sighting(json: String, channel: Channel? = nil, page: String? = nil) throws -> Sighting {
        let payload = Payload(
            .json(Array(json.utf8)),
            channel: channel,
            page: page,
            isSigned: true,
            receivedAt: Timestamp(milliseconds: 7)
        )
        return try Sighting(decoding: payload)
    }

    /// Decoded, logged and read again.
    private func relogged(_ sighting: Sighting) throws -> Sighting {
        var line: [UInt8] = []
        SightingRecord(sequence: 1, sighting: sighting).encode(into: &line)
        return try SightingRecord.decode(line).record.sighting
    }

    @Test(arguments: ["booking_calendar=BKC-1&", "meetingTime=2026-01-22T10:45:00Z&"])
    func ofARepeatedSourceTagTheFirstCounts(start: String) throws {
        let sighting = try sighting(query: start + "utm_source=a&UTM_Source=b&utm_medium=c&utm_=d&utm_source=a")
        #expect(
            sighting.booking.details.utm == [UTMTag(name: "source", value: "a"), UTMTag(name: "medium", value: "c")]
        )
        #expect(try relogged(sighting) == sighting)
    }

    @Test func sourceTagsOfBothEmbedShapesAreOneList() throws {
        let sighting = try sighting(
            json: """
                {"type":"oncehub.booking.scheduled","payload":{"id":"BKNG-1","utm_source":"flat","utm_term":"",
                "utm_params":{"source":"nested","medium":null},"utm_campaign":"spring"}}
                """
        )
        #expect(sighting.booking.details.utm.map(\.name) == ["source", "campaign"])
        #expect(sighting.booking.details.utm.first?.value == "nested")
        #expect(try relogged(sighting) == sighting)
    }

    @Test func aMeetingTimeIsUncertainUnderEitherReading() throws {
        let query = "Name=Ada&meetingTime=2026-01-22T10:45:00.250Z&utcOffset=-5"
        let page = try sighting(query: query)
        #expect(page.booking.startsAt?.iso8601 == "2026-01-22T15:45:00.250Z")
        #expect(page.booking.details.pageTime?.iso8601 == "2026-01-22T10:45:00.250")
        #expect(page.booking.startIsUncertain)
        #expect(try relogged(page) == page)
        let utc = try sighting(query: query, meetingTime: .utc)
        #expect(utc.booking.startsAt?.iso8601 == "2026-01-22T10:45:00.250Z")
        #expect(utc.booking.details.pageTime == nil)
        #expect(utc.booking.startIsUncertain)
        #expect(try !sighting(query: "Name=Ada&bookingPage=x&meetingTime=soon").booking.startIsUncertain)
    }

    @Test(arguments: [("0001-01-01T00:00:00Z", "24"), ("9999-12-31T23:00:00Z", "-24")])
    func aStartBeyondTheCalendarIsNone(time: String, offset: String) throws {
        let sighting = try sighting(query: "Name=Ada&meetingTime=\(time)&utcOffset=\(offset)")
        #expect(sighting.booking.startsAt == nil)
        #expect(try relogged(sighting) == sighting)
    }

    @Test(arguments: ["99999999999999999999", "5.5", "", "-25", "x"])
    func anOffsetThatIsNoneCountsAsUTC(offset: String) throws {
        let sighting = try sighting(query: "meetingTime=2026-01-22T10:45:00Z&utcOffset=\(offset)")
        #expect(sighting.booking.utcOffset == nil)
        #expect(sighting.booking.startsAt?.iso8601 == "2026-01-22T10:45:00.000Z")
    }

    @Test func thePageLinkFillsTheBookingPageOfAnEmbed() throws {
        let json = #"{"errorStatus":0,"bookingInfo":{"statusCode":"1","CustomerName":"Ada"}}"#
        #expect(try sighting(json: json, page: "dana").booking.bookingPage == "dana")
        #expect(try sighting(json: json, page: "").booking.bookingPage == nil)
        #expect(try sighting(json: json).booking.bookingPage == nil)
        let calendar = #"{"type":"oncehub.booking.scheduled","payload":{"id":"BKNG-1"}}"#
        #expect(try sighting(json: calendar, page: "dana").booking.bookingPage == nil)
    }

    @Test(arguments: [
        "[]", "7", "null", "{}", #"{"type":"oncehub.chatbot.loaded","payload":{}}"#, #"{"type":7}"#,
        #"{"type":"oncehub.booking.scheduled"}"#, #"{"errorStatus":0}"#, #"{"errorStatus":0,"bookingInfo":[]}"#,
        #"{"object":"event","type":"conversation.started","data":{}}"#,
        #"{"object":"event","type":"booking.scheduled"}"#,
        #"{"object":"event","data":{}}"#,
    ])
    func whatIsWellFormedButNoBookingIsSaidToBeNone(json: String) {
        #expect {
            try sighting(json: json)
        } throws: { error in
            if case .notABooking? = error as? PayloadError { true } else { false }
        }
    }

    @Test(arguments: [Channel.embed, .webhook])
    func aBodyThatCameOverTheOtherChannelIsNoBooking(channel: Channel) {
        let webhook = #"{"object":"event","type":"booking.scheduled","data":{"id":"BKNG-1"}}"#
        let embed = #"{"type":"oncehub.booking.scheduled","payload":{"id":"BKNG-1"}}"#
        #expect(throws: PayloadError.self) { try sighting(json: channel == .embed ? webhook : embed, channel: channel) }
    }

    @Test func whatArrivedIsKeptAsItWas() throws {
        let query = "booking_calendar=BKC-1&a=%2&&b"
        #expect(try sighting(query: query).raw == .query(query))
        let json = #" { "type":"oncehub.booking.scheduled", "payload":{"id":"BKNG-1","x":[1.0,"\/\u0041\ud800"]}}"#
        let kept = #"{"type":"oncehub.booking.scheduled","payload":{"id":"BKNG-1","x":[1.0,"\/\u0041\ud800"]}}"#
        let sighting = try sighting(json: json)
        #expect(sighting.raw == .json(Array(kept.utf8)))
        #expect(try relogged(sighting) == sighting)
    }

    @Test func onlyAWebhookIsSigned() throws {
        let webhook = #"{"id":"EVNT-1","object":"event","type":"booking.no_show","data":{"tracking_id":"D36E"}}"#
        let sighting = try sighting(json: webhook)
        #expect(sighting.isSigned && sighting.event == "booking.no_show" && sighting.eventID == "EVNT-1")
        #expect(sighting.booking.id == "D36E")
        let embed = #"{"type":"oncehub.booking.scheduled","payload":{"id":"BKNG-1"}}"#
        #expect(try !self.sighting(json: embed).isSigned)
    }

    @Test func labelsFillOnlyWhatIsEmpty() throws {
        var sighting = try sighting(query: "bookingPage=lending&meetingTime=2026-01-22T10:45:00Z")
        sighting.fill(
            from: SourceLabels(name: "sales", eventType: "Demo", masterPage: "", bookingPage: "another")
        )
        #expect(sighting.booking.eventType == "Demo")
        #expect(sighting.booking.masterPage == nil)
        #expect(sighting.booking.bookingPage == "lending")
        #expect(sighting.labelled == [.eventType])
        #expect(try relogged(sighting) == sighting)
    }

    @Test func answersOfBothPlacesAreMergedHoweverManyThereAre() throws {
        func webhook(_ first: Range<Int>, _ second: Range<Int>) throws -> [String] {
            let lists = [first, second].map { range in
                #"[{"name":"a","value":[\#(range.map { String($0) }.joined(separator: ","))]}]"#
            }
            let body =
                #"{"type":"booking.scheduled","data":{"form_submission":{"custom_fields":\#(lists[0])},"#
                + #""custom_fields":\#(lists[1])}}"#
            let payload = Payload(.json(Array(body.utf8)), channel: .webhook, receivedAt: Timestamp(milliseconds: 0))
            return try Sighting(decoding: payload).booking.customFields.flatMap(\.value.texts)
        }
        #expect(try webhook(1..<4, 2..<6) == ["1", "2", "3", "4", "5"])
        // As many as a body holds; compared one by one they would keep all others waiting for seconds.
        #expect(try webhook(10_000..<15_000, 14_000..<19_000).count == 9_000)
    }

    @Test func anEventWhoseTimeCannotBeReadHappenedWhenItsBookingWasChanged() throws {
        let body =
            #"{"type":"booking.canceled","creation_time":"soon","data":{"last_updated_time":"2026-02-05T15:30:00Z"}}"#
        let payload = Payload(.json(Array(body.utf8)), channel: .webhook, receivedAt: Timestamp(milliseconds: 0))
        #expect(try Sighting(decoding: payload).occurredAt == Timestamp(iso8601: "2026-02-05T15:30:00Z"))
    }

    @Test func noDamageToAPayloadIsTooMuch() {
        let whole = Array(
            "https://x/?Name=A%C3%A9&Email=a+b@c&meetingTime=2026-01-22T10:45:00.000Z&utcOffset=-5&utm_a=b&f=1&f=2".utf8
        )
        for index in whole.indices {
            for value: UInt8 in [0x00, 0x23, 0x25, 0x26, 0x2B, 0x3D, 0x3F, 0x80, 0xFF] {
                var damaged = whole
                damaged[index] = value
                let payload = Payload(.query(damaged), receivedAt: Timestamp(milliseconds: 0))
                guard let sighting = try? Sighting(decoding: payload) else { continue }
                #expect((try? relogged(sighting)) == sighting)
            }
        }
    }
}

/// When a redirect's URL counts as cut off.
@Suite struct CutOffTests {
    private static let calendars = "booking_calendar=BKC-1&id=BKNG-1&starting_time=2026-02-05T15:30:00.000Z"
    private static let pages = "Name=Ed&meetingTime=2026-02-05T15:30:00.000Z"

    private func isCutOff(_ query: String) throws -> Bool {
        let instant = Timestamp(milliseconds: 0)
        return try Sighting(decoding: Payload(.query(Array(query.utf8)), receivedAt: instant)).booking.isCutOff
    }

    @Test(arguments: [
        calendars, calendars + "&rate=7%", calendars + "&rate=100%25", calendars + "&note=%E6%97%A5", calendars + "&a=",
        calendars + "&", calendars + "&name=Jos%C3%A9#%E6", "%E6=1&" + calendars, "flag&" + calendars, pages,
        "starting_time=2026-02-05T15:30:00Z&id=BKNG-1", pages + "&timeZone=GMT%20time&utcOffset=0",
        "meetingTime=whenever&Name=Ed",
    ])
    func aWholeURLIsNotMarked(query: String) throws {
        #expect(try !isCutOff(query))
    }

    @Test(arguments: [
        calendars + "&note=a%", calendars + "&note=a%4", calendars + "&note=%E6%", calendars + "&note=7%2",
        calendars + "&note=%E6%97", calendars + "&note=%F0%9F%98", calendars + "&note=caf%C3", calendars + "&no",
        "booking_calendar=BKC-1&id=BKNG-1&name=Ed", "booking_calendar=BKC-1&starting_time=2026-02-05T15:30:00Z&name=Ed",
        "booking_calendar=BKC-1&id=BKNG-1&starting_time=2026-02-05T15%3A30%3A00.00", "bookingPage=ed&Name=Ed",
        "Name=Ed&meetingTime=2026-02-1", pages + "&timeZone=GMT%20time",
    ])
    func aURLThatEndsTooEarlyIsMarked(query: String) throws {
        #expect(try isCutOff(query))
    }
}

/// What comes as an id or as an object.
@Suite struct ReferenceTests {
    private func booking(_ data: String, version: String = "v2") throws -> Booking {
        let body = #"{"type":"booking.reassigned","api_version":"\#(version)","data":{\#(data)}}"#
        return try Sighting(
            decoding: Payload(.json(Array(body.utf8)), channel: .webhook, receivedAt: Timestamp(milliseconds: 0))
        ).booking
    }

    @Test func anObjectGivesNameAndID() throws {
        let booking = try booking(
            """
            "event_type":{"id":"ET-1","name":"Demo"},"booking_page":{"id":"BP-1","name":"Milo "},\
            "master_page":{"id":"MP-1","name":"Sales"},"booking_calendar":{"id":"BKC-1","name":"Anke's"},\
            "owner":{"id":"USR-1","first_name":"Milo","last_name":"Brandt","email":"m@example.com"}
            """
        )
        #expect([booking.eventType, booking.bookingPage, booking.masterPage] == ["Demo", "Milo ", "Sales"])
        let details = booking.details
        #expect([details.eventTypeID, details.bookingPageID, details.masterPageID] == ["ET-1", "BP-1", "MP-1"])
        #expect([booking.bookingCalendar, details.bookingCalendarName] == ["BKC-1", "Anke's"])
        #expect([details.hostID, details.hostName] == ["USR-1", "Milo Brandt"])
    }

    @Test func anIDStandsForTheNameThatIsMissing() throws {
        let booking = try booking(#""event_type":"ET-1","booking_page":{"id":"BP-1"},"owner":"USR-1""#)
        #expect([booking.eventType, booking.bookingPage, booking.masterPage] == ["ET-1", "BP-1", nil])
        #expect([booking.details.eventTypeID, booking.details.bookingPageID] == ["ET-1", "BP-1"])
        #expect([booking.details.hostID, booking.details.hostName] == ["USR-1", nil])
    }

    @Test func aHostWithoutANameIsNamedByTheAddress() throws {
        let details = try booking(#""owner":{"id":"USR-1","first_name":"","email":"m@example.com"}"#).details
        #expect(details.hostName == "m@example.com")
    }

    @Test func theFirstVersionTellsTheHostsNameAlone() throws {
        let details = try booking(#""owner":"Anders Holt","package_id":"PKG-1""#, version: "v1").details
        #expect([details.hostID, details.hostName, details.packageID] == [nil, "Anders Holt", "PKG-1"])
    }

    @Test func theRestOfTheLinksIsKept() throws {
        let details = try booking(
            """
            "virtual_conferencing":{"join_url":"https://meet.example.com/a"},"location_description":"Room 7",\
            "ics_url":"https://example.com/i","in_trash":true
            """
        ).details
        #expect(details.conferencingURL == "https://meet.example.com/a")
        #expect(details.location == "Room 7")
        #expect(details.icsURL == "https://example.com/i")
        #expect(details.isInTrash)
    }
}
