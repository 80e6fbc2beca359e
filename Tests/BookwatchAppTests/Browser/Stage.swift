import Foundation
import StandIn
import Testing

/// A business's site, a stand-in for OnceHub, the endpoint and a browser: the whole path of a booking.
final class Stage {
    let standIn: StandInServer
    let server: Server
    let browser: Browser

    /// Sets everything up; `listing` says whether the endpoint lists the site's origin.
    init(listing: Bool = true, configuration: String = "") async throws {
        standIn = try StandInServer()
        let origins = listing ? "origins = [\"\(standIn.site)\"]\n" : ""
        server = try Server(configuration: origins + configuration)
        standIn.use(endpoint: server.url)
        browser = try await Browser()
    }

    /// Runs a scene and strikes the set, whatever happens.
    static func play(
        listing: Bool = true,
        configuration: String = "",
        _ scene: (Stage) async throws -> Void
    ) async throws {
        let stage = try await Stage(listing: listing, configuration: configuration)
        do {
            try await scene(stage)
        } catch {
            Issue.record(error)
        }
        await stage.browser.quit()
        stage.standIn.stop()
    }

    /// Fills the booking form and confirms it; the form is in the frame where the page embeds it.
    func book(_ answers: [String: String] = [:], inFrame: Bool = true) async throws {
        if inFrame { try await browser.enter("iframe") }
        try await browser.click("#choose")
        for (name, answer) in answers { try await browser.fill("[name=\(name)]", answer) }
        try await browser.click("#confirm")
        if inFrame { try await browser.enter(nil) }
    }

    /// The bookings that the endpoint has, once there are that many.
    func bookings(_ count: Int) async throws -> [[String: Any]] {
        let deadline = ContinuousClock.now + .seconds(20)
        while true {
            let (_, text) = try await server.request("/v1/bookings")
            let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            let bookings = (json?["bookings"] as? [[String: Any]] ?? []).compactMap { $0["booking"] as? [String: Any] }
            if bookings.count >= count || ContinuousClock.now > deadline {
                #expect(bookings.count == count)
                return bookings
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// The one booking that the endpoint has.
    func booking() async throws -> [String: Any] {
        try #require(try await bookings(1).first)
    }
}
