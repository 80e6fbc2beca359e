extension KeyMap {
    /// The keys that hands know from vi, less, tig and mitmproxy.
    public static let `default` = KeyMap([
        .list: movement + [
            Binding("g home", .first), Binding("G end", .last), Binding("F", .follow), Binding("space", .pause),
            Binding("enter", .open), Binding("d p", .toggleDetail), Binding("|", .changeLayout),
            Binding("O", .maximize),
            Binding("tab", .focusNext), Binding("shift+tab", .focusPrevious), Binding("L", .nextTab),
            Binding("h left", .columnLeft), Binding("l right", .columnRight),
            Binding("s f6", .sort), Binding("I", .invertSort), Binding("C", .columns),
            Binding("B", .group), Binding("W", .toggleFolds),
            Binding("m", .mark), Binding("M", .onlyMarked), Binding("]", .nextMark), Binding("[", .previousMark),
            Binding(";", .remark), Binding("r", .related),
        ] + filtering + searching + times + booking + view
            + [Binding("o", .options), Binding("esc", .cancel), Binding("q", .back)],
        .replay: [
            Binding("+", .faster), Binding("-", .slower), Binding(".", .stepForward), Binding(",", .stepBack),
            Binding("right", .seekForward), Binding("left", .seekBack),
            Binding("shift+right", .seekMinuteForward), Binding("shift+left", .seekMinuteBack),
            Binding("ctrl+n", .findForward), Binding("ctrl+p", .findBack),
            Binding("]", .nextMarker), Binding("[", .previousMarker),
            Binding("alt+a", .loopFromHere), Binding("alt+b", .loopToHere), Binding("R", .toggleLoop),
        ],
        .detail: movement + [
            Binding("g home", .first), Binding("G end", .last),
            Binding("l right", .nextTab), Binding("h left", .previousTab),
            Binding("1", .summaryTab), Binding("2", .fieldsTab), Binding("3", .rawTab), Binding("4", .historyTab),
            Binding("r", .related), Binding("w", .toggleWrap), Binding("<", .columnLeft),
            Binding(">", .columnRight), Binding("space", .fold), Binding("W", .toggleFolds),
            Binding("J", .nextBooking), Binding("K", .previousBooking),
            Binding("tab", .focusNext), Binding("shift+tab", .focusPrevious), Binding("d p", .toggleDetail),
            Binding("|", .changeLayout), Binding("O", .maximize),
            Binding("F", .follow), Binding("f & f4", .editFilter), Binding("m", .mark), Binding(";", .remark),
            Binding("o", .openLink),
        ] + searching + booking + view
            + [Binding("enter", .open), Binding("esc", .cancel), Binding("q", .back)],
        .filter: [
            Binding("enter", .accept), Binding("tab", .complete), Binding("shift+tab", .completePrevious),
            Binding("esc ctrl+c", .cancel),
        ] + line + history,
        .search: [Binding("enter", .accept), Binding("tab", .editFilter), Binding("esc ctrl+c", .cancel)] + line
            + [Binding("down", .nextMatch), Binding("up", .previousMatch)],
        .prompt: [Binding("enter", .accept), Binding("tab", .complete), Binding("esc ctrl+c", .cancel)] + line
            + history,
        .palette: [
            Binding("enter", .accept), Binding("tab", .complete), Binding("esc ctrl+c", .cancel),
            Binding("down", .next), Binding("up", .previous), Binding("pgdn", .pageDown), Binding("pgup", .pageUp),
        ] + line,
        .menu: choosing + [Binding("enter", .open), Binding("esc q", .cancel)],
        .facets: choosing + [
            Binding("space enter", .toggleValue), Binding("=", .keepValue), Binding("!", .dropValue),
            Binding("+ A", .addValue), Binding("c", .clearValues), Binding("/", .search), Binding("u", .undo),
            Binding("tab l right", .nextSection), Binding("shift+tab h left", .previousSection),
            Binding("esc q e", .cancel),
        ],
        .columns: choosing + [
            Binding("space enter", .toggleValue), Binding("J", .moveDown), Binding("K", .moveUp),
            Binding("l right +", .wider), Binding("h left -", .narrower), Binding("a", .align), Binding("t", .cutSide),
            Binding("c", .clearValues), Binding("S", .saveColumns), Binding("esc q C", .cancel),
        ],
        .strip: [
            Binding("l right", .next), Binding("h left", .previous), Binding("pgdn L", .pageDown),
            Binding("pgup H", .pageUp), Binding("g home", .first), Binding("G end", .last),
            Binding("z", .zoomIn), Binding("Z", .zoomOut), Binding("v space", .brush), Binding("enter", .accept),
            Binding("c", .clearValues), Binding("ctrl+l f5", .redraw), Binding("Q", .quit),
            Binding("ctrl+c", .interrupt),
            Binding("esc q", .cancel),
        ],
        .confirmation: [
            Binding("y", .confirm), Binding("n", .decline), Binding("ctrl+l f5", .redraw),
            Binding("Q", .quit), Binding("ctrl+c", .interrupt), Binding("esc q", .cancel),
        ],
        .comparison: choosing + [Binding("space W", .toggleFolds), Binding("esc q D enter", .cancel)],
        .funnel: choosing + [Binding("E", .showIncidents), Binding("esc q U enter", .cancel)],
        .incidents: choosing + [Binding("U", .showFunnel), Binding("esc q E enter", .cancel)],
        .help: choosing + [
            Binding("/", .search), Binding("esc q ? f1 enter", .cancel),
        ],
    ])

    private static let movement = [
        Binding("j down", .next), Binding("k up", .previous),
        Binding("ctrl+d", .halfPageDown), Binding("ctrl+u", .halfPageUp),
        Binding("ctrl+f pgdn", .pageDown), Binding("ctrl+b pgup b", .pageUp),
    ]

    private static let choosing = [
        Binding("j down", .next), Binding("k up", .previous),
        Binding("ctrl+f pgdn", .pageDown), Binding("ctrl+b pgup b", .pageUp),
        Binding("g home", .first), Binding("G end", .last),
        Binding("ctrl+l f5", .redraw), Binding("Q", .quit), Binding("ctrl+c", .interrupt),
    ]

    private static let filtering =
        [
            Binding("f & f4", .editFilter), Binding("\\", .toggleFilter), Binding("c", .clearFilter),
            Binding("e", .facets), Binding("=", .keepValue), Binding("!", .dropValue), Binding("+ A", .addValue),
            Binding("a", .showAlarms), Binding("0", .allBookings),
        ]
        + Action.views.enumerated().map { Binding("\($0 + 1)", $1) } + [Binding("S", .saveView)]

    private static let searching = [
        Binding("/", .search), Binding("*", .searchWord), Binding("n", .nextMatch), Binding("N", .previousMatch),
    ]

    private static let times = [
        Binding("alt+g", .goTo), Binding(")", .nextHour), Binding("(", .previousHour),
        Binding(">", .nextDay), Binding("<", .previousDay), Binding("}", .nextGap), Binding("{", .previousGap),
        Binding("i", .toggleStrip), Binding("z", .zoomIn), Binding("Z", .zoomOut), Binding("v", .brush),
    ]

    private static let booking = [
        Binding("y", .copy), Binding("x", .export), Binding("D", .compare),
    ]

    private static let view = [
        Binding(":", .palette), Binding("U", .showFunnel), Binding("E", .showIncidents), Binding("u", .undo),
        Binding("t", .cycleTime), Binding("T", .theme), Binding("f2", .toggleMouse), Binding("H", .toggleHints),
        Binding("? f1", .help),
        Binding("ctrl+l f5", .redraw), Binding("ctrl+z", .suspend), Binding("Q", .quit), Binding("ctrl+c", .interrupt),
    ]

    private static let history = [Binding("up", .historyOlder), Binding("down", .historyNewer)]

    private static let line = [
        Binding("left", .cursorLeft), Binding("right", .cursorRight),
        Binding("alt+b", .wordLeft), Binding("alt+f", .wordRight),
        Binding("ctrl+a home", .lineStart), Binding("ctrl+e end", .lineEnd),
        Binding("backspace ctrl+h", .deleteBackward), Binding("del ctrl+d", .deleteForward),
        Binding("ctrl+w", .deleteWord), Binding("alt+d", .deleteWordForward), Binding("ctrl+u", .deleteToStart),
        Binding("ctrl+k", .deleteToEnd), Binding("ctrl+y", .yank),
    ]
}
