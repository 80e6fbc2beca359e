import Foundation
import StandIn
import Testing

/// Booking forms embedded in a site with a strict content security policy, in a real browser.
@Suite(.serialized) struct EmbedBrowserTests {
    static let hostile =
        #"<img src=x onerror=window.pwned=1>"><script>window.pwned=1</script>'${pwned=1}{{name}}"# + "\u{202E}"

    @Test func aBookingPagesEmbedEndsAsABooking() async throws {
        try await Stage.play { stage in
            try await stage.browser.open(stage.standIn.site + "/booking-page")
            try await stage.book(["note": "Please call first."])
            let booking = try await stage.booking()
            #expect(booking["product"] as? String == "booking_pages")
            #expect(booking["name"] as? String == "Marta Quintela")
            #expect(booking["email"] as? String == "marta.quintela+oak@example.com")
            #expect(booking["phone"] as? String == "+351 21 555 0133")
            #expect(booking["note"] as? String == "Please call first.")
            #expect(booking["event_type"] as? String == "Mortgage review")
            #expect(booking["booking_page"] as? String == "olive-lending")
            #expect((booking["id"] as? String)?.hasPrefix("BKNG-") == true)
            #expect(booking["starts_at"] is String)
            #expect(try stage.server.records().map { $0["source"] as? String } == ["website"])
            #expect(try await stage.browser.value("refusals.length") as? Int == 0)
        }
    }

    @Test func aBookingCalendarsEmbedEndsAsABooking() async throws {
        try await Stage.play { stage in
            try await stage.browser.open(stage.standIn.site + "/booking-calendar")
            try await stage.book()
            let booking = try await stage.booking()
            #expect(booking["product"] as? String == "booking_calendars")
            #expect(booking["booking_calendar"] as? String == "BKC-0L1VE0AK01")
            #expect(booking["subject"] as? String == "Product walkthrough")
            #expect(booking["name"] as? String == "Marta Quintela")
            #expect(booking["company"] as? String == "Olive & Oak")
            #expect((booking["custom_fields"] as? [String: Any])?["meeting_reason"] as? String == "Pricing questions")
            #expect(try await stage.browser.value("refusals.length") as? Int == 0)
        }
    }

    @Test(arguments: ["booking-page", "booking-calendar"])
    func anInlineConfirmationTakesTheFormsPlace(page: String) async throws {
        try await Stage.play { stage in
            try await stage.browser.open(stage.standIn.site + "/\(page)?message=inline")
            try await stage.book()
            #expect(try await stage.browser.becomes("document.querySelector('.bookwatch-message')"))
            let text = try await stage.browser.text("document.querySelector('.bookwatch-message').textContent")
            #expect(text.contains("Thank you, Marta Quintela."))
            #expect(text.contains(page == "booking-page" ? "Mortgage review" : "Product walkthrough"))
            #expect(text.contains(/20\d\d/))
            #expect(
                try await stage.browser.value("document.querySelector('iframe').offsetParent === null") as? Bool == true
            )
            #expect(
                try await stage.browser.value("document.activeElement.className === 'bookwatch-message'") as? Bool
                    == true
            )
        }
    }

    @Test(arguments: ["booking-page", "booking-calendar"])
    func aPopUpTakesTheFocusAndClosesByKeyAndByButton(page: String) async throws {
        try await Stage.play { stage in
            try await stage.browser.open(stage.standIn.site + "/\(page)?message=popup")
            try await stage.book()
            #expect(try await stage.browser.becomes("document.querySelector('dialog[open]')"))
            #expect(
                try await stage.browser.value("document.querySelector('dialog').contains(document.activeElement)")
                    as? Bool
                    == true
            )
            let label =
                "document.getElementById(document.querySelector('dialog').getAttribute('aria-labelledby')).textContent"
            #expect(try await stage.browser.text(label) == "Thank you, Marta Quintela.")
            try await stage.browser.press("\u{E00C}")
            #expect(try await stage.browser.becomes("!document.querySelector('dialog')"))
            #expect(
                try await stage.browser.value("document.querySelector('iframe').offsetParent !== null") as? Bool == true
            )

            try await stage.browser.reload()
            try await stage.book(["name": "Ana"])
            try await stage.browser.click("dialog button")
            #expect(try await stage.browser.becomes("!document.querySelector('dialog')"))
        }
    }

    @Test func aFormIsFilledButNothingInItIsReplaced() async throws {
        try await Stage.play { stage in
            let map = #"{"mail":"email","reason":"field.meeting_reason"}"#.addingPercentEncoding(
                withAllowedCharacters: .alphanumerics
            )
            try await stage.browser.open(
                stage.standIn.site + "/booking-calendar?prefill=%23survey&prefill-map=\(map ?? "")"
            )
            _ = try await stage.browser.value("document.querySelector('#survey [name=reason]').value = 'my own words'")
            try await stage.book()
            #expect(try await stage.browser.becomes("document.querySelector('#survey [name=name]').value"))
            let fields =
                "['name', 'mail', 'reason'].map(name => document.querySelector('#survey [name=' + name + ']').value)"
            #expect(
                try await stage.browser.value(fields) as? [String]
                    == ["Marta Quintela", "marta.quintela+oak@example.com", "my own words"]
            )
        }
    }

    @Test(arguments: ["dataLayer", "gtag", "event"])
    func oneAnalyticsEventComesOfABookingWithoutPersonalData(kind: String) async throws {
        try await Stage.play { stage in
            try await stage.browser.open(stage.standIn.site + "/booking-page?analytics=\(kind)&gtag")
            try await stage.book(["note": "a secret"])
            _ = try await stage.booking()
            let events =
                switch kind {
                case "dataLayer": "dataLayer"
                case "gtag": "measured"
                default: "heard.filter(heard => heard.name === 'analytics')"
                }
            #expect(try await stage.browser.becomes("\(events).length"))
            #expect(try await stage.browser.value("\(events).length") as? Int == 1)
            let text = try await stage.browser.text("JSON.stringify(\(events))")
            #expect(text.contains("Mortgage review") && text.contains("olive-lending") && text.contains("website"))
            for personal in ["Marta", "example.com", "555", "secret", "BKNG-", "20"] {
                #expect(!text.contains(personal), "\(personal) in \(text)")
            }
        }
    }

    @Test func aMessageOfAnotherOriginDoesNothing() async throws {
        try await Stage.play { stage in
            let look = stage.standIn.oncehub.replacingOccurrences(of: "127.0.0.1", with: "127.0.0.1.example")
            try await stage.browser.open(stage.standIn.site + "/booking-calendar?message=inline&origins=\(look)")
            try await stage.book()
            try await stage.browser.enter("iframe")
            #expect(try await stage.browser.becomes("!document.querySelector('#done').hidden"))
            try await stage.browser.enter(nil)
            let made = "{type: 'oncehub.booking.scheduled', payload: {id: 'BKNG-FORGED', booking_calendar: 'BKC-1'}}"
            _ = try await stage.browser.value("window.postMessage(\(made), '*')")
            #expect(try await stage.browser.becomes("document.readyState === 'complete'"))
            #expect(try await stage.browser.value("heard.length") as? Int == 0)
            #expect(try await stage.browser.value("document.querySelector('.bookwatch-message')") == nil)
            _ = try await stage.bookings(0)
        }
    }

    @Test func anEndpointThatDoesNotListTheSiteStoresNothingAndThePageGoesOn() async throws {
        try await Stage.play(listing: false) { stage in
            try await stage.browser.open(stage.standIn.site + "/booking-page?message=inline&own=first")
            try await stage.book()
            #expect(try await stage.browser.becomes("document.querySelector('.bookwatch-message')"))
            #expect(try await stage.browser.text("ownHeard") == "Marta Quintela")
            _ = try await stage.bookings(0)
        }
    }

    @Test(arguments: ["first", "later"])
    func thePagesOwnFunctionIsStillCalled(order: String) async throws {
        try await Stage.play { stage in
            try await stage.browser.open(stage.standIn.site + "/booking-page?own=\(order)")
            try await stage.book(["name": "Ana"])
            #expect(try await stage.browser.becomes("window.ownHeard"))
            #expect(try await stage.browser.text("ownHeard") == "Ana")
            #expect(try await stage.booking()["name"] as? String == "Ana")
        }
    }

    @Test func aMistakeOfThePagesOwnFunctionLosesNothing() async throws {
        try await Stage.play { stage in
            try await stage.browser.open(stage.standIn.site + "/booking-page?own=throws")
            try await stage.book()
            _ = try await stage.booking()
        }
    }

    @Test(arguments: ["booking-page", "booking-calendar"])
    func aHostileNameInEveryFieldExecutesNothing(page: String) async throws {
        try await Stage.play { stage in
            let map =
                #"{"mail":"email","reason":"note"}"#.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            try await stage.browser.open(
                stage.standIn.site + "/\(page)?message=inline&analytics=dataLayer&prefill=%23survey&prefill-map=\(map)"
            )
            let fields = ["name", "email", "phone", "company", "note", "reason"]
            try await stage.book(Dictionary(uniqueKeysWithValues: fields.map { ($0, Self.hostile) }))
            #expect(try await stage.browser.becomes("document.querySelector('.bookwatch-message')"))
            #expect(try await stage.browser.value("window.pwned") == nil)
            #expect(try await stage.browser.value("document.querySelectorAll('img').length") as? Int == 0)
            #expect(try await stage.browser.value("refusals.length") as? Int == 0)
            #expect(try await stage.booking()["name"] as? String == Self.hostile)
        }
    }

    @Test func whatTheEndpointMissedIsDeliveredWhenItComesBack() async throws {
        try await Stage.play { stage in
            try await stage.browser.open(stage.standIn.site + "/booking-page")
            try await stage.browser.enter("iframe")
            #expect(try await stage.browser.becomes("document.querySelector('#choose')"))
            stage.server.end(SIGKILL)
            try await stage.browser.enter(nil)
            try await stage.book()
            try await stage.browser.enter("iframe")
            #expect(try await stage.browser.becomes("!document.querySelector('#done').hidden"))
            try stage.server.start()
            _ = try await stage.booking()
            try await stage.browser.enter(nil)
            #expect(
                try await stage.browser.becomes("heard.some(heard => heard.detail.code === 'delivery-late')")
            )
            #expect(try stage.server.records().count == 1)
        }
    }

    @Test func leavingThePageBeforeTheEndpointAnswersLosesNothing() async throws {
        try await Stage.play { stage in
            try await stage.browser.open(stage.standIn.site + "/booking-page")
            try await stage.browser.enter("iframe")
            try await stage.browser.click("#choose")
            _ = try await stage.browser.value(
                "(document.querySelector('#confirm').click(), setTimeout(() => { top.location = 'about:blank' }, 0))"
            )
            _ = try await stage.booking()
        }
    }
}
