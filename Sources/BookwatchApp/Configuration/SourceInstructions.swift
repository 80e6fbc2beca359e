import Bookings
import Ingest
import Subscription

/// What OnceHub and web pages must be told so that bookings of a source arrive.
struct SourceInstructions {
    let name: String
    let source: DeclaredSource
    let settings: Settings

    /// The URL under which the endpoint is reached from outside, as far as the settings know.
    var base: String {
        if let url = settings.publicURL { return url }
        // Nobody can go to “all addresses”; this machine is one that answers there.
        let isAnywhere = settings.listen.hasPrefix("0.0.0.0:") || settings.listen.hasPrefix("[::]:")
        guard isAnywhere, let colon = settings.listen.lastIndex(of: ":") else { return "http://" + settings.listen }
        return "http://127.0.0.1" + settings.listen[colon...]
    }

    /// Where OnceHub sends customers.
    var redirectURL: String {
        base + "/confirm/" + name + (source.token.map { "/" + $0 } ?? "")
    }

    /// The tag for a page that embeds the booking form.
    var snippet: String {
        let attributes =
            [("src", base + "/bookwatch.js"), ("data-source", name)] + (source.token.map { [("data-token", $0)] } ?? [])
        return "<script " + attributes.map { $0.0 + "=\"" + HTMLText.escaped($0.1) + "\"" }.joined(separator: " ")
            + " async></script>"
    }

    /// Where OnceHub posts its webhooks, for all sources.
    var webhookURL: String { base + "/v1/webhooks/oncehub" }

    /// Why this cannot work as it is; empty where it can.
    var warnings: [String] {
        var warnings: [String] = []
        if settings.publicURL == nil {
            warnings.append(
                "no public_url is set: only browsers on this machine reach \(base), and OnceHub's webhooks do not"
            )
        } else if settings.publicURL.flatMap(WebAddress.init)?.scheme == "http" {
            warnings.append("public_url is not https: pages on https cannot send to it")
        }
        if source.origins.isEmpty, settings.origins.isEmpty {
            warnings.append("no origins are set: embeds from pages of other sites are refused")
        }
        if source.token == nil {
            warnings.append("the source has no token: anyone who knows its name can send bookings in it")
        }
        if settings.webhooks.secrets.isEmpty {
            warnings.append("no webhook secret is set: webhooks are taken unsigned")
        }
        return warnings
    }

    /// The attributes of the script tag, and what each does.
    static let attributes: [(name: String, meaning: String)] = [
        ("data-endpoint", "the endpoint, where the script is loaded from elsewhere"),
        ("data-source", "the source"),
        ("data-token", "the source's token"),
        ("data-message", "thanks the customer in the page: inline, popup or none"),
        ("data-prefill", "a form of the page that is filled with the booking, as a selector: #contact"),
        ("data-prefill-map", #"which of its fields is filled with what: {"mail":"email","why":"field.reason"}"#),
        ("data-keep", "parameters of a landing page's own that stay in the address bar"),
        ("data-analytics", "tells the page's analytics, without personal data: dataLayer, gtag or event"),
        ("data-origins", "where the booking form comes from, if not https://oncehub.com"),
    ]
}
