import Bookings
import Ingest

extension SettingTable {
    /// What can be declared of a source.
    static let ofSource: [Setting<DeclaredSource>] =
        [
            label("label", "A name for people.", example: "\"Pricing page\"", at: \.labels.label),
            Setting(
                "product",
                .source,
                "The product that its bookings belong to: booking_pages or booking_calendars.",
                name: "product",
                SettingCodec.choice([
                    Product.bookingPages.rawValue: Product.bookingPages,
                    Product.bookingCalendars.rawValue: .bookingCalendars,
                ]).optional(),
                at: \.labels.product,
                example: "\"booking_pages\""
            ),
            label(
                "event_type",
                "The event type of bookings that name none.",
                example: "\"Product demo\"",
                at: \.labels.eventType
            ),
            label(
                "master_page",
                "The master page of bookings that name none.",
                example: "\"sales\"",
                at: \.labels.masterPage
            ),
            label(
                "booking_page",
                "The booking page of bookings that name none.",
                example: "\"sales-team\"",
                at: \.labels.bookingPage
            ),
            Setting(
                "token",
                .source,
                "What its requests must carry: in the redirect's URL and in the script tag; 16 characters or more.",
                name: "token",
                SettingCodec.text { (text, _) throws(SettingFault) in try ValueRules.token(text) }.optional(),
                at: \.token
            ).with { $0.isSecret = true },
            Setting(
                "origins",
                .source,
                "The sites whose pages may send its embeds, instead of those of all sources.",
                name: "origins",
                .list(of: ValueRules.origin),
                at: \.origins,
                example: "[\"https://www.example.com\"]"
            ),
        ] + ofThankYou.map { $0.lifted(under: "thank_you.", to: \DeclaredSource.ownThankYou) }

    /// What can be said of a thank-you page, for one source or for all.
    static let ofThankYou: [Setting<ThankYou>] = [
        Setting(
            "template",
            .intake,
            "A page of your own instead of the thank-you page that is built in: a Mustache template.",
            name: "path",
            SettingCodec.path.optional(),
            at: \.templatePath,
            example: "\"thank-you.html\"",
            verify: { $0.flatMap(MachineRules.templateFault) }
        ),
        Setting(
            "redirect",
            .intake,
            "A page that customers are sent on to instead.",
            name: "url",
            SettingCodec.text { (text, _) throws(SettingFault) in try ValueRules.pageURL(text) }.optional(),
            at: \.redirectURL,
            example: "\"https://www.example.com/thanks\""
        ),
        Setting(
            "fields",
            .intake,
            "What that page gets in its query: parameter = field of the booking.",
            name: "parameter=field,…",
            .pairs { (pair) throws(SettingFault) in try HandedOnFields.check(pair) },
            at: \.redirectFields,
            example: "{ customer = \"name\", starts = \"starts_at\" }"
        ),
    ]

    private static func label(
        _ key: String,
        _ help: String,
        example: String,
        at path: any WritableKeyPath<DeclaredSource, String?> & Sendable
    ) -> Setting<DeclaredSource> {
        let codec = SettingCodec.text { (text, _) throws(SettingFault) in
            guard !text.isEmpty, text.utf8.count <= 200 else {
                throw SettingFault("a text of 1 to 200 bytes is wanted")
            }
            return text
        }
        return Setting(key, .source, help, name: "text", codec.optional(), at: path, example: example)
    }
}

extension [String: DeclaredSource] {
    /// The declaration of a source, which comes into being with the first thing that is said of it.
    subscript(declared name: String) -> DeclaredSource {
        get { self[name] ?? DeclaredSource(SourceLabels(name: name)) }
        set { self[name] = newValue }
    }
}

extension DeclaredSource {
    /// What its customers see; one that says nothing is none.
    var ownThankYou: ThankYou {
        get { thankYou ?? ThankYou() }
        set { thankYou = newValue == ThankYou() ? nil : newValue }
    }
}

extension ThankYou {
    /// The page that customers are sent on to.
    var redirectURL: String? {
        get { onward.flatMap { $0.url.isEmpty ? nil : $0.url } }
        set { set(newValue ?? "", redirectFields) }
    }

    /// What that page gets; without the page it has no effect, and ``ConsistencyRules`` says so.
    var redirectFields: [SettingValue.Pair] {
        get { (onward?.fields ?? []).map { SettingValue.Pair(name: $0.parameter, value: $0.field) } }
        set { set(onward?.url ?? "", newValue) }
    }

    private mutating func set(_ url: String, _ fields: [SettingValue.Pair]) {
        let isNothing = url.isEmpty && fields.isEmpty
        onward = isNothing ? nil : OnwardRedirect(url: url, fields: fields.map { ($0.name, $0.value) })
    }
}
