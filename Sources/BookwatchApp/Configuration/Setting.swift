/// One setting: where it may be written, what it means, and how it gets into what it belongs to.
///
/// The rows of ``SettingTable`` are all there is to a setting. The configuration file, the environment, the flags, their help,
/// `bookwatch config` and the table in the README follow from them.
struct Setting<Root>: Sendable {
    /// The key in the file, with the sections around it: `webhooks.tolerance`.
    var key: String
    /// The flag, with its hyphens; nil where a secret would show in the list of processes.
    var flag: String?
    /// The variable of the environment; nil for the settings of sources, which share one.
    var variable: String?
    /// What the value is called in help.
    var valueName: String
    /// What it does: one sentence.
    var help: String
    /// Which commands have use for it.
    var group: SettingGroup
    /// What a value may be in the file, as it would be written there; for settings without a default.
    var example: String?
    /// The default in words, where it depends on the user.
    var standard: String?
    /// Whether the value must not be shown.
    var isSecret = false
    /// The key of the setting that says the same in another way.
    var alternative: String?
    /// The forms that a value of the file may have.
    var form: SettingForm
    /// Takes a value over; throws where it is none for this setting.
    var store: @Sendable (SettingValue, inout Root, SettingContext) throws(SettingFault) -> Void
    /// The value as it is; nil for none.
    var value: @Sendable (Root) -> SettingValue?
    /// What else must be right on this machine for the value to work: a theme that is there, a file that can be read.
    var verify: @Sendable (Root) -> SettingFault? = { _ in nil }

    /// A setting at a place, read and shown by a codec.
    init<Value>(
        _ key: String,
        flag: String? = nil,
        _ group: SettingGroup,
        _ help: String,
        name valueName: String,
        _ codec: SettingCodec<Value>,
        at path: any WritableKeyPath<Root, Value> & Sendable,
        example: String? = nil,
        verify: @escaping @Sendable (Value) -> SettingFault? = { _ in nil }
    ) {
        self.key = key
        self.flag = flag
        variable = flag.map(Setting.variable)
        self.valueName = valueName
        self.help = help
        self.group = group
        self.example = example
        form = codec.form
        store = { (value, root, context) throws(SettingFault) in
            root[keyPath: path] = try codec.read(value, context)
        }
        value = { codec.show($0[keyPath: path]) }
        self.verify = { verify($0[keyPath: path]) }
    }

    private init(
        _ other: Setting<some Any>,
        key: String,
        store: @escaping Store,
        value: @escaping Load,
        verify: @escaping Check
    ) {
        self.key = key
        flag = other.flag
        variable = other.variable
        valueName = other.valueName
        help = other.help
        group = other.group
        example = other.example
        standard = other.standard
        isSecret = other.isSecret
        alternative = other.alternative
        form = other.form
        self.store = store
        self.value = value
        self.verify = verify
    }

    private typealias Store = @Sendable (SettingValue, inout Root, SettingContext) throws(SettingFault) -> Void
    private typealias Load = @Sendable (Root) -> SettingValue?
    private typealias Check = @Sendable (Root) -> SettingFault?

    /// The same setting of something larger.
    func lifted<Whole>(
        under prefix: String,
        to path: any WritableKeyPath<Whole, Root> & Sendable
    ) -> Setting<Whole> {
        Setting<Whole>(
            self,
            key: prefix + key,
            store: { (value, whole, context) throws(SettingFault) in
                try store(value, &whole[keyPath: path], context)
            },
            value: { value($0[keyPath: path]) },
            verify: { verify($0[keyPath: path]) }
        )
    }

    /// The same setting, changed.
    func with(_ change: (inout Setting) -> Void) -> Setting {
        var copy = self
        change(&copy)
        return copy
    }

    /// `BOOKWATCH_WEBHOOK_TOLERANCE` of `--webhook-tolerance`.
    static func variable(of flag: String) -> String {
        "BOOKWATCH_" + flag.drop { $0 == "-" }.uppercased().replacing("-", with: "_")
    }
}

/// Which commands have use for a setting.
enum SettingGroup: String, CaseIterable {
    case endpoint, screen, intake, source
}

/// Where a value was written, as far as it matters for its meaning.
struct SettingContext: Sendable {
    /// The folder that relative paths start from; nil for the one that the program was started in.
    var folder: String?

    /// A path with `~/` and relative ones resolved.
    func path(_ text: String) -> String {
        if text.hasPrefix("~/") { return Environment.home + text.dropFirst(1) }
        guard !text.hasPrefix("/"), let folder else { return text }
        return folder + (folder.hasSuffix("/") ? "" : "/") + text
    }
}
