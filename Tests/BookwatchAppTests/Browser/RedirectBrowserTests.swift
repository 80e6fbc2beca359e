import Foundation
import StandIn
import Testing

/// Browsers that OnceHub sends on, to the endpoint and to a site's own page.
@Suite(.serialized) struct RedirectBrowserTests {
    private func booking(_ product: String, to target: String, on stage: Stage, _ answers: [String: String] = [:])
        async throws
    {
        let redirect = target.replacingOccurrences(of: ":", with: "%3A").replacingOccurrences(of: "/", with: "%2F")
        try await stage.browser.open(stage.standIn.oncehub + "/booking?product=\(product)&redirect=\(redirect)")
        try await stage.book(answers, inFrame: false)
    }

    @Test(arguments: ["pages", "calendars"])
    func theThankYouPageGreetsTheCustomerAndTheBookingIsThere(product: String) async throws {
        try await Stage.play { stage in
            try await booking(product, to: stage.server.url + "/confirm/pricing-page", on: stage)
            #expect(
                try await stage.browser.becomes("document.body && document.body.textContent.includes('Marta Quintela')")
            )
            let booking = try await stage.booking()
            #expect(booking["product"] as? String == "booking_" + product)
            #expect(booking["name"] as? String == "Marta Quintela")
            #expect(booking["email"] as? String == "marta.quintela+oak@example.com")
            #expect(booking["company"] as? String == "Olive & Oak")
            #expect(try stage.server.records().first?["source"] as? String == "pricing-page")
            try await stage.browser.reload()
            #expect(try await stage.browser.becomes("document.readyState === 'complete'"))
            #expect(try stage.server.records().count == 1)
        }
    }

    @Test(arguments: ["pages", "calendars"])
    func aSitesOwnLandingPageHandsTheBookingOnAndFillsItsForm(product: String) async throws {
        try await Stage.play { stage in
            try await booking(product, to: stage.standIn.site + "/thanks", on: stage)
            #expect(
                try await stage.browser.becomes("document.querySelector('[data-bookwatch-message] .bookwatch-message')")
            )
            let booking = try await stage.booking()
            #expect(booking["product"] as? String == "booking_" + product)
            #expect(booking["name"] as? String == "Marta Quintela")
            #expect(booking["email"] as? String == "marta.quintela+oak@example.com")
            #expect(booking["phone"] as? String == "+351 21 555 0133")
            let record = try #require(try stage.server.records().first)
            #expect(record["channel"] as? String == "redirect")
            #expect(record["source"] as? String == "own-page")
            let fields =
                "['name', 'mail', 'company'].map(name => document.querySelector('#survey [name=' + name + ']').value)"
            #expect(
                try await stage.browser.value(fields) as? [String]
                    == ["Marta Quintela", "marta.quintela+oak@example.com", "Olive & Oak"]
            )
            #expect(try await stage.browser.value("dataLayer.length") as? Int == 1)
            #expect(try await stage.browser.url == stage.standIn.site + "/thanks")
            try await stage.browser.reload()
            #expect(try await stage.browser.becomes("document.readyState === 'complete'"))
            #expect(try await stage.browser.value("dataLayer.length") as? Int == 0)
            #expect(try stage.server.records().count == 1)
        }
    }

    @Test(arguments: ["pages", "calendars"])
    func aHostileNameInEveryFieldExecutesNothing(product: String) async throws {
        try await Stage.play { stage in
            let fields = ["name", "email", "phone", "company", "note", "reason"]
            let answers = Dictionary(uniqueKeysWithValues: fields.map { ($0, EmbedBrowserTests.hostile) })
            try await booking(product, to: stage.server.url + "/confirm", on: stage, answers)
            #expect(try await stage.browser.becomes("document.title && document.title !== 'Book a meeting'"))
            #expect(try await stage.browser.value("window.pwned") == nil)
            #expect(
                try await stage.browser.value(
                    "document.querySelectorAll('img, body script:not(:empty) + script').length"
                ) as? Int == 0
            )
            #expect(try await stage.booking()["name"] as? String == EmbedBrowserTests.hostile)

            try await booking(product, to: stage.standIn.site + "/thanks", on: stage, answers)
            #expect(try await stage.browser.becomes("document.querySelector('.bookwatch-message')"))
            #expect(try await stage.browser.value("window.pwned") == nil)
            #expect(try await stage.browser.value("document.querySelectorAll('img').length") as? Int == 0)
        }
    }
}
