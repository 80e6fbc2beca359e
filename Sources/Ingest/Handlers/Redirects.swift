import Bookings
import Ledger
import NIOHTTP1
import Storage

/// `/confirm`: the target of OnceHub's redirect, and what the customer sees there.
enum Redirects {
    static func visit(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        do throws(Problem) {
            return try answer(request, segments, services)
        } catch {
            // Who is redirected is a person in front of a browser, and cannot do anything about it.
            guard wantsPage(request) else { throw error }
            return .answer(services.pages.notice(.refused(error)).adding("vary", "Accept"))
        }
    }

    private static func answer(
        _ request: Request,
        _ segments: [Substring],
        _ services: Services
    ) throws(Problem) -> Outcome {
        let names = segments.map { PercentDecoding.decode($0.utf8, plusIsSpace: false) }
        let isStored = request.method != .HEAD && !isPrefetch(request)
        if isStored { try checkNavigation(request) }
        let source: String?
        do throws(Problem) {
            source = try Admission.source(names.first, token: names.dropFirst().first, services)
        } catch {
            let declared = names.first.flatMap { services.configuration.sources[$0] == nil ? nil : $0 }
            if isStored { keep(payload(request, source: declared), because: error.type, services) }
            throw error
        }
        // Not 2xx with a page, or the browser would show it later without asking again.
        if isPrefetch(request) { return .answer(Answer(.noContent)) }
        let payload = payload(request, source: source)
        guard let sighting = try sighting(payload, isStored: isStored, services) else {
            return .answer(onward(nil, source, services) ?? services.pages.notice(.noBooking))
        }
        let calendarURL = CalendarFiles.link(from: request, services)
        let thanks: @Sendable () -> Answer = {
            onward(sighting.booking, source, services)
                ?? page(sighting.booking, source, calendarURL, at: request.receivedAt, services)
        }
        guard isStored else { return .answer(thanks()) }
        return Intake.accept(sighting, services) { result in
            guard case .failure(let error) = result else { return thanks() }
            keep(payload, because: "not stored: \(error)", services)
            // The owner's own page knows nothing of our disk, and the customer has booked all the same.
            return onward(sighting.booking, source, services) ?? services.pages.notice(.unavailable)
        }
    }

    /// The booking of a visit; nil where it brought none.
    private static func sighting(
        _ payload: Payload,
        isStored: Bool,
        _ services: Services
    ) throws(Problem) -> Sighting? {
        do throws(PayloadError) {
            return isStored ? try Intake.sighting(payload, services) : try Intake.reading(payload, services)
        } catch {
            guard case .tooManyParameters = error else { return nil }
            throw Problem(error)
        }
    }

    private static func page(
        _ booking: Booking,
        _ source: String?,
        _ calendarURL: String?,
        at instant: Timestamp,
        _ services: Services
    ) -> Answer {
        let label = source.flatMap { services.configuration.sources[$0]?.labels.label } ?? source
        let facts = PageFacts(booking, source: label, calendarURL: calendarURL, zones: services.zones)
        return services.pages.confirmation(facts, source: source, at: instant) { fault in
            services.warn("a thank-you page became unusable; the last good one is shown", [.error: fault])
            services.incidents.note(.unusablePage, at: instant, detail: fault)
        }
    }

    /// The way on to the owner's own page, where customers of the source go there; the target is never the request's.
    private static func onward(_ booking: Booking?, _ source: String?, _ services: Services) -> Answer? {
        services.pages.target(for: source).map { target in
            Answer(.seeOther).adding("location", target.url(for: booking)).adding("referrer-policy", "no-referrer")
        }
    }

    private static func payload(_ request: Request, source: String?) -> Payload {
        // With its mark, for a question mark may well stand in a query itself.
        let query = [UInt8(ascii: "?")] + (request.query ?? "").bytes
        return Payload(.query(query), channel: .redirect, source: source, receivedAt: request.receivedAt)
    }

    /// Keeps the booking of a visit that could not be stored, so that the owner can have it back.
    private static func keep(_ payload: Payload, because reason: String, _ services: Services) {
        guard case .query(let bytes) = payload.content, (try? Sighting(decoding: payload)) != nil else { return }
        services.keepAside(
            Rejection(
                receivedAt: payload.receivedAt,
                channel: .redirect,
                source: payload.source,
                reason: reason,
                bytes: bytes
            )
        )
    }

    private static func wantsPage(_ request: Request) -> Bool {
        request.headers["accept"].contains { $0.lowercased().contains("text/html") }
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
