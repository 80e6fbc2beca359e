/// Keys that hands may know from another program, in place of some of the default ones.
public enum KeyPreset: String, CaseIterable, Sendable {
    case `default`, vim, less, k9s

    /// The whole map.
    public var keyMap: KeyMap { .default.changed(by: changes) }

    /// What differs from the default map.
    var changes: [KeyChange] {
        switch self {
        case .default: []
        case .vim: KeyPreset.vimChanges
        case .less: KeyPreset.lessChanges
        case .k9s: KeyPreset.k9sChanges
        }
    }

    private static let vimChanges =
        bind([.list, .detail, .help, .funnel, .incidents], [("g", nil), ("g g", .first)])
        + bind([.list, .detail], [("Z Z", .quit), ("ctrl+w w", .focusNext), ("ctrl+w o", .maximize)])
        + bind([.list], [("Z", nil), ("'", .nextMark), ("alt+z", .zoomOut)])
        + bind([.filter, .search, .prompt, .palette], [("ctrl+r", .yank)])

    private static let lessChanges = bind(
        [.list],
        [("space", .pageDown), ("p", .pause), ("-", .toggleWrap), ("ctrl+n", .next), ("ctrl+p", .previous)]
    )

    private static let k9sChanges = bind(
        [.list],
        [
            ("/", .editFilter), ("ctrl+s", .search), ("ctrl+w", .columns), ("ctrl+e", .toggleHints), ("space", .mark),
            ("P", .pause), ("ctrl+r", .redraw),
        ]
    )

    private static func bind(_ places: [Focus], _ keys: [(keys: String, action: Action?)]) -> [KeyChange] {
        places.flatMap { focus in
            keys.compactMap { key in KeySequence(key.keys).map { KeyChange(focus, $0, key.action) } }
        }
    }
}
