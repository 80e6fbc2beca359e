extension KeyMap {
    /// The keys that hands know from vi, less, tig and mitmproxy.
    public static let `default` = KeyMap([
        .list: [
            Binding("j down", .next), Binding("k up", .previous),
            Binding("ctrl+d", .halfPageDown), Binding("ctrl+u", .halfPageUp),
            Binding("ctrl+f pgdn", .pageDown), Binding("ctrl+b pgup b", .pageUp),
            Binding("g home", .first), Binding("G end", .last), Binding("F", .follow), Binding("space", .pause),
            Binding("enter", .open), Binding("d", .toggleDetail),
            Binding("tab", .focusNext), Binding("shift+tab", .focusPrevious),
            Binding("l", .nextTab), Binding("h", .previousTab),
            Binding("1", .summaryTab), Binding("2", .fieldsTab), Binding("3", .rawTab), Binding("4", .historyTab),
            Binding("r", .related), Binding("f & f4", .editFilter), Binding("\\", .toggleFilter),
            Binding("c", .clearFilter),
            Binding("p", .chooseProduct), Binding("e", .chooseEventType), Binding("m", .chooseMasterPage),
            Binding("/", .search), Binding("n", .nextMatch), Binding("N", .previousMatch),
        ] + view + replay + [Binding("esc", .cancel), Binding("q", .back)],
        .detail: [
            Binding("j down", .next), Binding("k up", .previous),
            Binding("ctrl+d", .halfPageDown), Binding("ctrl+u", .halfPageUp),
            Binding("ctrl+f pgdn space", .pageDown), Binding("ctrl+b pgup b", .pageUp),
            Binding("g home", .first), Binding("G end", .last),
            Binding("l right", .nextTab), Binding("h left", .previousTab),
            Binding("1", .summaryTab), Binding("2", .fieldsTab), Binding("3", .rawTab), Binding("4", .historyTab),
            Binding("r", .related), Binding("w", .toggleWrap), Binding("J", .nextBooking),
            Binding("K", .previousBooking),
            Binding("tab", .focusNext), Binding("shift+tab", .focusPrevious), Binding("d", .toggleDetail),
            Binding("F", .follow), Binding("f & f4", .editFilter),
            Binding("/", .search), Binding("n", .nextMatch), Binding("N", .previousMatch),
        ] + view + [Binding("esc enter", .cancel), Binding("q", .back)],
        .filter: [Binding("enter", .accept), Binding("esc ctrl+c", .cancel)] + line
            + [Binding("up", .historyOlder), Binding("down", .historyNewer)],
        .search: [Binding("enter", .accept), Binding("esc ctrl+c", .cancel)] + line
            + [Binding("down", .nextMatch), Binding("up", .previousMatch)],
        .facet: [
            Binding("j down", .next), Binding("k up", .previous), Binding("g home", .first), Binding("G end", .last),
            Binding("space enter", .toggleValue), Binding("c", .clearValues),
            Binding("p", .chooseProduct), Binding("e", .chooseEventType), Binding("m", .chooseMasterPage),
            Binding("ctrl+l f5", .redraw), Binding("ctrl+c Q", .quit), Binding("esc q", .cancel),
        ],
        .funnel: overlay + [
            Binding("!", .showIncidents), Binding("ctrl+l f5", .redraw), Binding("ctrl+c Q", .quit),
            Binding("esc q u enter", .cancel),
        ],
        .incidents: overlay + [
            Binding("u", .showFunnel), Binding("ctrl+l f5", .redraw), Binding("ctrl+c Q", .quit),
            Binding("esc q ! enter", .cancel),
        ],
        .help: [
            Binding("j down", .next), Binding("k up", .previous),
            Binding("ctrl+f pgdn space", .pageDown), Binding("ctrl+b pgup b", .pageUp),
            Binding("g home", .first), Binding("G end", .last),
            Binding("ctrl+l f5", .redraw), Binding("ctrl+c Q", .quit), Binding("esc q ? f1 enter", .cancel),
        ],
    ])

    private static let overlay = [
        Binding("j down", .next), Binding("k up", .previous),
        Binding("ctrl+f pgdn space", .pageDown), Binding("ctrl+b pgup b", .pageUp),
        Binding("g home", .first), Binding("G end", .last),
    ]

    private static let view = [
        Binding("u", .showFunnel), Binding("!", .showIncidents),
        Binding("t", .cycleTime), Binding("H", .toggleHints), Binding("? f1", .help),
        Binding("ctrl+l f5", .redraw), Binding("ctrl+z", .suspend), Binding("Q ctrl+c", .quit),
    ]

    private static let replay = [
        Binding("+ =", .faster), Binding("-", .slower), Binding(".", .stepForward), Binding(",", .stepBack),
        Binding("right", .seekForward), Binding("left", .seekBack),
    ]

    private static let line = [
        Binding("left", .cursorLeft), Binding("right", .cursorRight),
        Binding("alt+b", .wordLeft), Binding("alt+f", .wordRight),
        Binding("ctrl+a home", .lineStart), Binding("ctrl+e end", .lineEnd),
        Binding("backspace ctrl+h", .deleteBackward), Binding("del ctrl+d", .deleteForward),
        Binding("ctrl+w", .deleteWord), Binding("ctrl+u", .deleteToStart), Binding("ctrl+k", .deleteToEnd),
    ]
}
