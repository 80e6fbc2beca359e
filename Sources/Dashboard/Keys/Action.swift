/// What a key can do.
public enum Action: String, CaseIterable, Sendable {
    case next, previous, halfPageDown, halfPageUp, pageDown, pageUp, first, last
    case follow, pause, open, back, cancel, quit
    case toggleDetail, focusNext, focusPrevious, nextBooking, previousBooking
    case nextTab, previousTab, summaryTab, fieldsTab, rawTab, historyTab, toggleWrap, related
    case editFilter, toggleFilter, clearFilter, chooseProduct, chooseEventType, chooseMasterPage
    case search, nextMatch, previousMatch
    case showFunnel, showIncidents
    case cycleTime, toggleHints, help, redraw, suspend
    case faster, slower, stepForward, stepBack, seekForward, seekBack
    case accept, cursorLeft, cursorRight, wordLeft, wordRight, lineStart, lineEnd
    case deleteBackward, deleteForward, deleteWord, deleteToStart, deleteToEnd, historyOlder, historyNewer
    case toggleValue, clearValues

    /// What it does, for the help and the README: a sentence without its full stop.
    public var summary: String {
        switch self {
        case .next: "Down"
        case .previous: "Up; stops following"
        case .halfPageDown: "Half a page down"
        case .halfPageUp: "Half a page up"
        case .pageDown: "A page down"
        case .pageUp: "A page up"
        case .first: "To the top"
        case .last: "To the end; the list then follows"
        case .follow: "Follow new bookings"
        case .pause: "Hold the list, or follow; pause a replay"
        case .open: "Look at the booking"
        case .back: "Go back; from the list, quit"
        case .cancel: "Go back, undo what is being typed"
        case .quit: "Quit"
        case .toggleDetail: "Show or hide the detail pane"
        case .focusNext: "To the next pane"
        case .focusPrevious: "To the pane before"
        case .nextBooking: "The next booking"
        case .previousBooking: "The booking before"
        case .nextTab: "The next tab of the detail"
        case .previousTab: "The tab before"
        case .summaryTab: "Tab Summary"
        case .fieldsTab: "Tab Fields"
        case .rawTab: "Tab Raw"
        case .historyTab: "Tab History"
        case .related: "Its replacement, or what it replaced"
        case .toggleWrap: "Wrap long lines, or cut them"
        case .editFilter: "Filter the list"
        case .toggleFilter: "Switch the filter off and on"
        case .clearFilter: "Clear the filter and all choices"
        case .chooseProduct: "Choose products"
        case .chooseEventType: "Choose event types"
        case .chooseMasterPage: "Choose master pages"
        case .search: "Search in what is listed"
        case .nextMatch: "The next match"
        case .previousMatch: "The match before"
        case .showFunnel: "The funnel: loaded, slot selected, booked"
        case .showIncidents: "The incidents: what went wrong, what to do"
        case .cycleTime: "Starts: relative, mine, theirs, UTC"
        case .toggleHints: "Show or hide the hints"
        case .help: "This help"
        case .redraw: "Draw the screen anew"
        case .suspend: "Suspend; fg continues"
        case .faster: "Replay twice as fast"
        case .slower: "Replay half as fast"
        case .stepForward: "Replay the next booking"
        case .stepBack: "Back by one booking in a replay"
        case .seekForward: "10 s on in a replay; else the next tab"
        case .seekBack: "10 s back in a replay; else the tab before"
        case .accept: "Keep it and close"
        case .cursorLeft: "A character left"
        case .cursorRight: "A character right"
        case .wordLeft: "A word left"
        case .wordRight: "A word right"
        case .lineStart: "To the start of the line"
        case .lineEnd: "To the end of the line"
        case .deleteBackward: "Delete the character before"
        case .deleteForward: "Delete the character under the cursor"
        case .deleteWord: "Delete the word before"
        case .deleteToStart: "Delete to the start"
        case .deleteToEnd: "Delete to the end"
        case .historyOlder: "The expression before"
        case .historyNewer: "The expression after"
        case .toggleValue: "Choose the value, or not"
        case .clearValues: "Choose none"
        }
    }

    /// What it does where the keys go: only the list follows, and only there and in a line is there something to undo.
    func summary(in focus: Focus) -> String {
        switch self {
        case .previous where focus != .list: "Up"
        case .last where focus != .list: "To the end"
        case .back where focus != .list: "Go back"
        case .cancel where focus != .list && !focus.takesText: "Go back"
        default: summary
        }
    }

    /// One word for the hints line; nil for actions that it never shows.
    var hint: String? {
        switch self {
        case .open: "open"
        case .back, .cancel: "back"
        case .quit: "quit"
        case .toggleDetail: "detail"
        case .focusNext: "pane"
        case .related: "related"
        case .nextTab: "tab"
        case .nextBooking: "next"
        case .toggleWrap: "wrap"
        case .editFilter: "filter"
        case .clearFilter, .clearValues: "clear"
        case .toggleFilter: "off/on"
        case .chooseProduct: "product"
        case .chooseEventType: "type"
        case .chooseMasterPage: "master"
        case .search: "search"
        case .nextMatch: "next"
        case .showFunnel: "funnel"
        case .showIncidents: "incidents"
        case .cycleTime: "time"
        case .pause: "pause"
        case .follow: "follow"
        case .faster: "faster"
        case .slower: "slower"
        case .stepForward: "step"
        case .stepBack: "back"
        case .help: "help"
        case .pageDown: "more"
        case .pageUp: "older"
        case .accept: "keep"
        case .historyOlder: "history"
        case .toggleValue: "choose"
        case .deleteToStart: "empty"
        default: nil
        }
    }
}
