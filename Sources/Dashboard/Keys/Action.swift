/// What a key can do.
public enum Action: String, CaseIterable, Sendable {
    case next, previous, halfPageDown, halfPageUp, pageDown, pageUp, first, last
    case follow, pause, open, back, cancel, quit, interrupt
    case columnLeft, columnRight, sort, invertSort, columns, group, toggleFolds
    case mark, onlyMarked, nextMark, previousMark, remark
    case toggleDetail, changeLayout, maximize, focusNext, focusPrevious, nextBooking, previousBooking
    case nextTab, previousTab, summaryTab, fieldsTab, rawTab, historyTab, toggleWrap, fold, related
    case copy, export, openLink, compare
    case editFilter, toggleFilter, clearFilter, facets, keepValue, dropValue, addValue, showAlarms
    case allBookings, view1, view2, view3, view4, view5, view6, view7, view8, view9, saveView
    case search, searchWord, nextMatch, previousMatch
    case cycleTime, goTo, nextHour, previousHour, nextDay, previousDay, nextGap, previousGap
    case toggleStrip, zoomIn, zoomOut, brush
    case palette, options, theme, toggleMouse, undo
    case showFunnel, showIncidents, toggleHints, help, redraw, suspend
    case faster, slower, stepForward, stepBack, seekForward, seekBack, seekMinuteForward, seekMinuteBack
    case findForward, findBack, nextMarker, previousMarker, loopFromHere, loopToHere, toggleLoop
    case accept, complete, completePrevious, cursorLeft, cursorRight, wordLeft, wordRight, lineStart, lineEnd
    case deleteBackward, deleteForward, deleteWord, deleteWordForward, deleteToStart, deleteToEnd, yank
    case historyOlder, historyNewer
    case toggleValue, clearValues, nextSection, previousSection
    case moveUp, moveDown, wider, narrower, align, cutSide, saveColumns
    case confirm, decline

    /// The views, in the order of their keys.
    static let views: [Action] = [.view1, .view2, .view3, .view4, .view5, .view6, .view7, .view8, .view9]
}
