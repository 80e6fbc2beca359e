import Bookings
import NIOHTTP1
import Storage

/// `/confirm`: the target of OnceHub's redirect, and the page that the customer sees there.
enum Redirects {
    static func visit(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        let names = segments.map { PercentDecoding.decode($0.utf8, plusIsSpace: false) }
        let source = try Admission.source(names.first, token: names.dropFirst().first, services)
        if request.method == .HEAD { return .answer(services.pages.notice(.noBooking)) }
        // Not 2xx with a page, or the browser would show it later without asking again.
        if isPrefetch(request) { return .answer(Answer(.noContent)) }
        try checkNavigation(request)
        // With its mark, for a question mark may well stand in a query itself.
        let payload = Payload(
            .query(Array(("?" + (request.query ?? "")).utf8)),
            channel: .redirect,
            source: source,
            receivedAt: request.receivedAt
        )
        let sighting: Sighting
        do {
            sighting = try Intake.sighting(payload, services)
        } catch {
            guard case .tooManyParameters = error else { return .answer(services.pages.notice(.noBooking)) }
            throw Problem(error)
        }
        return Intake.accept(sighting, services) { result in
            switch result {
            case .success: services.pages.confirmation(of: sighting.booking, zones: services.zones)
            case .failure: services.pages.notice(.unavailable)
            }
        }
    }

    private static func isPrefetch(_ request: Request) -> Bool {
        ["sec-purpose", "purpose", "x-moz"].contains { name in
            request.headers[name].contains { $0.lowercased().contains("prefetch") }
        }
    }

    /// Refuses what is not a navigation.
    ///
    /// A page of another site can have this URL fetched as an image or by a script, and so forge a booking without
    /// anyone noticing; a navigation at least is seen. Programs that are no browsers send neither field.
    private static func checkNavigation(_ request: Request) throws(Problem) {
        let modes = request.headers["sec-fetch-mode"]
        let destinations = request.headers["sec-fetch-dest"]
        guard modes.allSatisfy({ $0 == "navigate" }),
            destinations.allSatisfy({ ["document", "iframe", "frame", "fencedframe"].contains($0) })
        else {
            throw Problem(
                .forbidden,
                "not-a-navigation",
                "This page is opened by OnceHub's redirect. From a script, post bookings to /v1/confirmations."
            )
        }
    }
}
