import Bookings
import Ingest
import Subscription

/// What is wrong with settings only when they are seen together.
extension LayeredSettings {
    mutating func checkConsistency() {
        check(settings.thankYou, under: "thank_you.")
        var holders: [String: String] = [:]
        for name in settings.sources.keys.sorted() {
            guard let source = settings.sources[name] else { continue }
            let prefix = "sources.\(name)."
            check(source.ownThankYou, under: prefix + "thank_you.")
            if let token = source.token {
                if let other = holders[token] {
                    let message =
                        "sources.\(name).token: source \(Quoted.text(other)) has the same token; each has its own"
                    note(message, origin(of: prefix + "token"))
                }
                holders[token] = name
            }
        }
        if settings.onlyDeclaredSources, settings.sources.isEmpty {
            note(
                "no source is declared, so every booking would be refused",
                origin(of: "only_declared_sources"),
                .warning
            )
        }
        if let url = settings.publicURL.flatMap(WebAddress.init), url.scheme == "http", !url.isLocal {
            note("public_url is not https; pages on https cannot send to it", origin(of: "public_url"), .warning)
        }
        if case .tcp(let host, _) = EndpointAddress(settings.listen), isOpen(host) {
            let message =
                "the endpoint listens on more than this machine; without a proxy in front, personal data goes unencrypted"
            note(message, origin(of: "listen"), .warning)
        }
    }

    private mutating func check(_ page: ThankYou, under prefix: String) {
        if !page.redirectFields.isEmpty, page.redirectURL == nil {
            note("\(prefix)fields means nothing without \(prefix)redirect", origin(of: prefix + "fields"))
        }
        if page.templatePath != nil, page.redirectURL != nil {
            let message = "\(prefix)template is shown to nobody: \(prefix)redirect sends customers on"
            note(message, origin(of: prefix + "template"), .warning)
        }
    }

    private func isOpen(_ host: String) -> Bool {
        host != "localhost" && host != "::1" && !host.hasPrefix("127.")
    }
}
