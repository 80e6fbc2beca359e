import Foundation
import StandIn
import Testing

/// Pages, and data, that are not as they should be: the booking must arrive, and the page must go on.
@Suite(.serialized) struct OddPageBrowserTests {
    static let pagesData = """
        {errorStatus: 0, bookingInfo: {statusCode: '1', CustomerName: 'Ada', EventTypeName: 'Call', \
        MeetingTimes: [{UTCTime: '2026-01-22T15:45:00', CustomerTime: '2026-01-22T10:45:00'}], BookingId: ['BKNG-PAGE']}}
        """

    /// The message of a booked calendar.
    static func message(customFields: String, id: String = "BKNG-1") -> String {
        """
        {type: 'oncehub.booking.scheduled', payload: {id: '\(id)', booking_calendar: 'BKC-1', subject: 'Call', host: 'USR-1', \
        starting_time: '2026-02-05T15:30:00Z', customer_timezone: 'Europe/Lisbon', custom_fields: \(customFields)}}
        """
    }

    @Test func aBookingWithOddFieldsArrivesAllTheSame() async throws {
        try await Stage.play { stage in
            try await stage.browser.open("\(stage.standIn.site)/booking-calendar?origins=\(stage.standIn.site)")
            for (number, fields) in ["{name: 'Ada'}", "[null, {name: 'name', value: 'Ada'}]", "'Ada'"].enumerated() {
                let message = Self.message(customFields: fields, id: "BKNG-\(number)")
                _ = try await stage.browser.value("postMessage(\(message), '*')")
            }
            let odd = Self.pagesData.replacing("'2026-01-22T15:45:00'", with: "5")
            _ = try await stage.browser.value("SOAfterConfirmationFunction(\(odd))")
            _ = try await stage.bookings(4)
        }
    }

    @Test func whatIsNoSuccessIsNotHandedOn() async throws {
        try await Stage.play { stage in
            try await stage.browser.open(stage.standIn.site + "/booking-page?message=inline")
            let failures = [
                "", "null", "{}", "{bookingInfo: {statusCode: '1'}}",
                "{errorStatus: 1, bookingInfo: {statusCode: '1'}}",
                "{errorStatus: 0, bookingInfo: {statusCode: '0'}}", "{errorStatus: 0, bookingInfo: null}",
            ]
            for failure in failures { _ = try await stage.browser.value("SOAfterConfirmationFunction(\(failure))") }
            let asked = "performance.getEntriesByType('resource').filter(entry => entry.name.includes('/v1/')).length"
            #expect(try await stage.browser.value(asked) as? Int == 0)
            #expect(try await stage.browser.value("heard.length") as? Int == 0)
            #expect(try await stage.browser.value("document.querySelector('.bookwatch-message')") == nil)
        }
    }

    @Test func aFunctionOfThePageThatWrapsTheScriptsIsCalledOnce() async throws {
        try await Stage.play { stage in
            try await stage.browser.open(stage.standIn.site + "/booking-page?own=first")
            _ = try await stage.browser.value(
                """
                ((inner) => { window.calls = 0; window.SOAfterConfirmationFunction = (data) => { calls += 1; inner(data); } })(
                    window.SOAfterConfirmationFunction)
                """
            )
            try await stage.book(["name": "Ana"])
            #expect(try await stage.booking()["name"] as? String == "Ana")
            #expect(try await stage.browser.value("calls") as? Int == 1)
            #expect(try await stage.browser.text("ownHeard") == "Ana")
            #expect(try stage.server.records().count == 1)
        }
    }

    @Test func aFunctionSetWhileTheVisitorIsBookingHidesNothing() async throws {
        try await Stage.play { stage in
            try await stage.browser.open(stage.standIn.site + "/booking-page")
            try await stage.browser.enter("iframe")
            try await stage.browser.click("#choose")
            try await stage.browser.enter(nil)
            let replace = "(window.SOAfterConfirmationFunction = (data) => { window.ownHeard = 'late' }, null)"
            _ = try await stage.browser.value(replace)
            try await stage.browser.enter("iframe")
            try await stage.browser.click("#confirm")
            try await stage.browser.enter(nil)
            _ = try await stage.booking()
            #expect(try await stage.browser.becomes("window.ownHeard === 'late'"))
        }
    }

    @Test func anEndpointThatIsNoURLIsReportedAndTheScriptsOwnIsUsed() async throws {
        try await Stage.play { stage in
            try await stage.browser.open(stage.standIn.site + "/booking-page?own=first&endpoint=nonsense")
            #expect(try await stage.browser.text("heard[0].detail.code") == "config")
            try await stage.book()
            _ = try await stage.booking()
            #expect(try await stage.browser.text("ownHeard") == "Marta Quintela")
        }
    }

    @Test func onlyFieldsThatAreMeantAreFilled() async throws {
        try await Stage.play { stage in
            let site = stage.standIn.site
            try await stage.browser.open("\(site)/booking-calendar?prefill=%23survey&origins=\(site)")
            let fields = """
                <input name="id"><input name="host"><input name="subject"><input name="constructor"><input name="email">
                <select name="company"><option value="">None</option><option>Other</option></select><textarea name="note"></textarea>
                """
            _ = try await stage.browser.value(
                """
                (survey.insertAdjacentHTML('beforeend', \(Browser.quoted(fields))), window.changes = [],
                survey.addEventListener('input', (event) => changes.push(event.target.name)), null)
                """
            )
            let answers = """
                [{name: 'name', value: 'Ada'}, {name: 'company', value: 'Olive'}, {name: 'note', value: 'Hello'}]
                """
            _ = try await stage.browser.value("postMessage(\(Self.message(customFields: answers)), '*')")
            #expect(try await stage.browser.becomes("survey.elements.note.value === 'Hello'"))
            let values = "Object.fromEntries([...survey.elements].map(control => [control.name, control.value]))"
            let filled = try await stage.browser.value(values) as? [String: String]
            #expect(filled?.filter { !$0.value.isEmpty } == ["name": "Ada", "note": "Hello"])
            #expect(try await stage.browser.value("changes") as? [String] == ["name", "note"])
            #expect(try await stage.browser.value("survey.elements.company.selectedIndex") as? Int == 0)
        }
    }

    @Test func aLandingPageKeepsWhatItIsToldToKeep() async throws {
        try await Stage.play { stage in
            let booking = "booking_calendar=BKC-1&id=BKNG-1&name=Ada&email=a+b@example.com&phone=+351+21&page=9"
            try await stage.browser.open(
                "\(stage.standIn.site)/booking-page?lang=pt&\(booking)&keep=lang%20page&analytics=event#top"
            )
            #expect(try await stage.browser.url == stage.standIn.site + "/booking-page?lang=pt&page=9#top")
            let stored = try await stage.booking()
            #expect(stored["email"] as? String == "a+b@example.com")
            #expect(stored["phone"] as? String == "+351 21")
            let seen = "heard.find(heard => heard.name === 'booking').detail.booking"
            #expect(try await stage.browser.text("\(seen).email") == "a+b@example.com")
            #expect(try await stage.browser.text("\(seen).phone") == "+351 21")
            let facts = "heard.filter(heard => heard.name === 'analytics').map(heard => JSON.stringify(heard.detail))"
            let expected = #"{"product":"booking_calendars","source":"website","booking_calendar":"BKC-1"}"#
            #expect(try await stage.browser.value(facts) as? [String] == [expected])
        }
    }
}
