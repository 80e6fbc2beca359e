import Assets
import Bookings
import NIOHTTP1

/// The pages that customers see, and where they are sent on to.
struct LandingPages: Sendable {
    /// What a page without a booking says.
    enum Notice {
        /// A visit that brought no booking: after a cancellation, or by chance.
        case noBooking
        /// The booking could not be stored.
        case unavailable
        /// The request was refused.
        case refused(Problem)
    }

    private let confirmation: PageTemplate
    private let notice: PageTemplate
    /// The owner's pages by their paths.
    private let files: [String: TemplateFile]
    /// Where customers are sent on to, by source; under "" those of all others.
    private let targets: [String: OnwardTarget]
    private let thankYou: ThankYou
    private let sources: [String: DeclaredSource]

    /// Reads and checks all pages that a configuration names.
    init(
        _ configuration: EndpointConfiguration = EndpointConfiguration(),
        at instant: Timestamp = Timestamp(milliseconds: 0)
    ) throws(EndpointError) {
        confirmation = try LandingPages.page("pages/confirmation.html")
        notice = try LandingPages.page("pages/no-booking.html")
        (thankYou, sources) = (configuration.thankYou, configuration.sources)
        var files: [String: TemplateFile] = [:]
        var targets: [String: OnwardTarget] = [:]
        let declared = configuration.sources.mapValues(\.thankYou).merging(["": configuration.thankYou]) { $1 }
        for (name, thankYou) in declared.sorted(by: { $0.key < $1.key }) {
            if let onward = thankYou?.onward { targets[name] = try OnwardTarget(onward) }
            guard let path = thankYou?.templatePath, files[path] == nil else { continue }
            do throws(TemplateFault) {
                files[path] = try TemplateFile(path: path, at: instant)
            } catch {
                throw .badTemplate(path: path, error)
            }
        }
        (self.files, self.targets) = (files, targets)
    }

    /// Where the customers of a source are sent on to; nil where they see a page.
    func target(for source: String?) -> OnwardTarget? {
        targets[hasItsOwn(source) ? source ?? "" : ""]
    }

    /// The page after a booking.
    ///
    /// Tells `report` what is wrong with the owner's page, when that is found; the last good one is shown then.
    func confirmation(
        _ facts: PageFacts,
        source: String?,
        at instant: Timestamp,
        report: (String) -> Void = { _ in }
    ) -> Answer {
        let shown = hasItsOwn(source) ? source.flatMap { sources[$0]?.thankYou } : thankYou
        guard let file = shown?.templatePath.flatMap({ files[$0] }) else {
            return answer(.ok, confirmation, facts)
        }
        let (page, fault) = file.current(at: instant)
        if let fault { report("\(file.path): \(fault)") }
        return answer(.ok, page, facts)
    }

    /// A page without a booking.
    func notice(_ notice: Notice) -> Answer {
        switch notice {
        case .noBooking:
            let text =
                "There is nothing more to do here. If you made or changed a booking, you will find it in your e\u{2011}mail."
            return answer(.ok, self.notice, PageFacts(headline: "Thank you", note: text))
        case .unavailable:
            let text =
                "Your booking itself is safe with the business you booked with; only this page could not be prepared. "
                + "You will find the booking in your e\u{2011}mail."
            return answer(.serviceUnavailable, self.notice, PageFacts(headline: "Thank you", note: text))
                .adding("retry-after", "5")
        case .refused(let problem):
            let text =
                "This page could not be prepared. If you made a booking, it is safe with the business you booked with, "
                + "and you will find it in your e\u{2011}mail."
            var answer = answer(problem.status, self.notice, PageFacts(headline: "Thank you", note: text))
            answer.headers += problem.headers
            answer.problem = problem.type
            return answer
        }
    }

    private func hasItsOwn(_ source: String?) -> Bool {
        source.flatMap { sources[$0]?.thankYou } != nil
    }

    private func answer(_ status: HTTPResponseStatus, _ page: PageTemplate, _ facts: PageFacts) -> Answer {
        var answer = Answer(status, type: "text/html; charset=utf-8", page.render(facts))
        answer.headers += [
            ("content-security-policy", page.policy), ("referrer-policy", "no-referrer"), ("x-robots-tag", "noindex"),
        ]
        return answer
    }

    private static func page(_ name: String) throws(EndpointError) -> PageTemplate {
        guard let bytes = EmbeddedFile.bytes(name), let page = try? PageTemplate(bytes, allowing: .none) else {
            throw .badPage(name: name)
        }
        return page
    }
}
