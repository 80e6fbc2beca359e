import NIOHTTP1

/// One entry of the table of routes.
struct Route: Sendable {
    /// The path; a segment `*` stands for any one segment, which the handler is given, still encoded.
    var path: String
    /// The methods understood; HEAD comes with GET.
    var methods: [HTTPMethod]
    /// Whether it shows bookings, or adds to them: then it answers only requests for this machine's own names, and none of a web page.
    var showsBookings = false
    /// What it does.
    var handle: @Sendable (Request, [Substring], Services) throws(Problem) -> Outcome

    /// All routes.
    static let all: [Route] = [
        Route(path: "/confirm", methods: [.GET, .HEAD], handle: Redirects.visit),
        Route(path: "/confirm.ics", methods: [.GET, .HEAD], handle: CalendarFiles.download),
        Route(path: "/confirm/*", methods: [.GET, .HEAD], handle: Redirects.visit),
        Route(path: "/confirm/*/*", methods: [.GET, .HEAD], handle: Redirects.visit),
        Route(path: "/bookwatch.js", methods: [.GET, .HEAD], handle: Script.show),
        Route(path: "/v1/confirmations", methods: [.POST, .OPTIONS], handle: Embeds.receive),
        Route(path: "/v1/reports", methods: [.POST, .OPTIONS], handle: Reports.receive),
        Route(path: "/v1/webhooks/oncehub", methods: [.POST], handle: Webhooks.receive),
        Route(path: "/v1/bookings", methods: [.GET, .HEAD], showsBookings: true, handle: Snapshots.list),
        Route(path: "/v1/bookings/*", methods: [.GET, .HEAD], showsBookings: true, handle: Snapshots.booking),
        Route(path: "/v1/annotations", methods: [.POST], showsBookings: true, handle: Annotations.receive),
        Route(path: "/v1/erasures", methods: [.POST], showsBookings: true, handle: Erasures.receive),
        Route(path: "/v1/funnel", methods: [.GET, .HEAD], showsBookings: true, handle: Funnels.report),
        Route(path: "/v1/incidents", methods: [.GET, .HEAD], showsBookings: true, handle: Reports.list),
        Route(path: "/v1/events", methods: [.GET], showsBookings: true, handle: LiveEvents.subscribe),
        Route(path: "/healthz", methods: [.GET, .HEAD], handle: Health.report),
        Route(path: "/metrics", methods: [.GET, .HEAD], showsBookings: true, handle: Health.metrics),
        Route(path: "/openapi.json", methods: [.GET, .HEAD], handle: Description.show),
    ]

    /// Finds the route of a request and lets it answer; what is refused that the owner could let in is noted.
    static func answer(_ request: Request, _ services: Services) -> Outcome {
        let outcome = outcome(of: request, services)
        if case .answer(let answer) = outcome, let problem = answer.problem {
            services.incidents.note(problem, of: request)
        }
        return outcome
    }

    private static func outcome(of request: Request, _ services: Services) -> Outcome {
        do throws(Problem) {
            guard let (route, segments) = find(request.path) else { throw .noSuchRoute }
            guard route.methods.contains(request.method) else { throw .wrongMethod(route.methods) }
            if route.showsBookings { try checkReader(request) }
            return try route.handle(request, segments, services)
        } catch {
            return .answer(error.answer)
        }
    }

    /// The routes whose paths have no stars, by their paths.
    private static let plain = Dictionary(
        uniqueKeysWithValues: all.filter { !$0.path.contains("*") }.map { ($0.path[...], $0) }
    )

    /// The route of a path, and what stands for its stars.
    private static func find(_ path: Substring) -> (Route, [Substring])? {
        if let route = plain[path] { return (route, []) }
        for route in all {
            if let segments = route.match(path) { return (route, segments) }
        }
        return nil
    }

    /// What stands for the stars of the path; nil where it does not fit.
    ///
    /// Where bookings are taken in, a slash at the end counts for nothing: people type these addresses into OnceHub, and what
    /// comes to a wrong one is lost.
    private func match(_ path: Substring) -> [Substring]? {
        var (rest, pattern) = (path.utf8, self.path.utf8[...])
        if !showsBookings, rest.last == Route.slash { rest.removeLast() }
        var found: [Substring] = []
        while let expected = pattern.popFirst() {
            if expected == Route.star {
                let segment = rest.prefix { $0 != Route.slash }
                guard !segment.isEmpty else { return nil }
                found.append(Substring(segment))
                rest = rest[segment.endIndex...]
            } else {
                guard rest.popFirst() == expected else { return nil }
            }
        }
        return rest.isEmpty ? found : nil
    }

    private static let slash = UInt8(ascii: "/")
    private static let star = UInt8(ascii: "*")

    /// Bookings hold personal data: no web page and no proxy in front gets them.
    private static func checkReader(_ request: Request) throws(Problem) {
        guard request.isLocal else {
            throw Problem(
                .forbidden,
                "not-from-outside",
                "Bookings are shown on the machine itself only: ask for localhost, or use the Unix socket."
            )
        }
        let site = request.headers["sec-fetch-site"]
        guard request.headers["origin"].isEmpty, site.allSatisfy({ $0 == "none" || $0 == "same-origin" }) else {
            throw Problem(.forbidden, "not-for-pages", "Bookings are not shown to web pages.")
        }
    }
}
