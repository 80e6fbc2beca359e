import Ingest

extension SettingTable {
    static let webhooks: [Setting<Settings>] = [
        Setting(
            "webhooks.secrets",
            .intake,
            "The secrets of Oncehub-Signature; several while one is being replaced.",
            name: "secrets",
            .list { (text) throws(SettingFault) in try ValueRules.checkSecret(text) },
            at: \.listedSecrets,
            example: "[\"0123456789abcdef0123456789abcdef\"]"
        ).with {
            $0.variable = "BOOKWATCH_WEBHOOK_SECRETS"
            $0.isSecret = true
            $0.alternative = "webhooks.secrets_file"
        },
        Setting(
            "webhooks.secrets_file",
            flag: "--webhook-secrets-file",
            .intake,
            "A file with those secrets, one a line; closed to other users (mode 0600).",
            name: "path",
            SettingCodec.secretFile.optional(),
            at: \.secretFile,
            example: "\"oncehub-secrets\""
        ).with { $0.alternative = "webhooks.secrets" },
        Setting(
            "webhooks.tolerance",
            flag: "--webhook-tolerance",
            .intake,
            "How old a signature may be: seconds, or as \"5m\"; from 1 s to 7 days.",
            name: "time",
            .seconds(1...604_800),
            at: \.webhooks.toleranceSeconds
        ),
        Setting(
            "webhooks.stale",
            flag: "--webhook-stale",
            .intake,
            "What becomes of an event with an older signature: it is marked, or refused.",
            name: "mark|refuse",
            .choice(["mark": false, "refuse": true]),
            at: \.webhooks.refusesStale
        ),
    ]
}

extension SettingCodec where Value == SecretFile {
    /// The path of a file, which is read at once.
    static let secretFile = SettingCodec(
        form: .text,
        read: { (value, context) throws(SettingFault) in
            guard case .text(let text) = value, !text.isEmpty else { throw SettingFault("a path is wanted") }
            return try SecretFile(reading: context.path(text))
        },
        show: { .text($0.path) }
    )
}
