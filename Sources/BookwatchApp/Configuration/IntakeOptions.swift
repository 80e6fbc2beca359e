import ArgumentParser

/// What the endpoint lets in, and what customers see.
struct IntakeOptions: ParsableArguments {
    @Option(name: .long, help: .setting("hosts"))
    var hosts: String?

    @Option(name: .long, help: .setting("origins"))
    var origins: String?

    @Option(name: .customLong("public-url"), help: .setting("public_url"))
    var publicURL: String?

    @Option(
        name: .long,
        help: .init("Says something of a source; may be repeated.", valueName: "name.key=value")
    )
    var source: [String] = []

    @Flag(name: .long, inversion: .prefixedNo, help: .setting("only_declared_sources"))
    var onlyDeclaredSources: Bool?

    @Option(name: .long, help: .setting("booking_pages.meeting_time"))
    var meetingTime: String?

    @Option(name: .long, help: .setting("webhooks.secrets_file"), completion: .file())
    var webhookSecretsFile: String?

    @Option(name: .long, help: .setting("webhooks.tolerance"))
    var webhookTolerance: String?

    @Option(name: .long, help: .setting("webhooks.stale"))
    var webhookStale: String?

    @Option(name: .long, help: .setting("thank_you.template"), completion: .file())
    var thankYouTemplate: String?

    @Option(name: .long, help: .setting("thank_you.redirect"))
    var thankYouRedirect: String?

    @Option(name: .long, help: .setting("thank_you.fields"))
    var thankYouFields: String?

    /// The options that were given.
    var given: [GivenFlag] {
        GivenFlag.list(
            ("--hosts", hosts),
            ("--origins", origins),
            ("--public-url", publicURL),
            ("--only-declared-sources", onlyDeclaredSources.map(String.init)),
            ("--meeting-time", meetingTime),
            ("--webhook-secrets-file", webhookSecretsFile),
            ("--webhook-tolerance", webhookTolerance),
            ("--webhook-stale", webhookStale),
            ("--thank-you-template", thankYouTemplate),
            ("--thank-you-redirect", thankYouRedirect),
            ("--thank-you-fields", thankYouFields)
        ) + source.map { GivenFlag(name: SourceAssignment.flag, value: $0) }
    }
}
