import Ledger

/// What choosing an item of a menu, or answering a question, does.
enum Command: Equatable, Sendable {
    /// What a key would do in the list or the detail.
    case action(Action)
    /// Sort the list by a column, or for the second key.
    case sort(SortColumn, asSecond: Bool)
    /// Group the list, or no longer.
    case group(Grouping?)
    /// Put a theme in force; `keep` makes it what later runs start with.
    case theme(String, keep: Bool)
    /// Go to a time, as it was typed.
    case goTo(String)
    /// Hand this to the replay.
    case replay(ReplayCommand)
    /// Open the palette again with a command that takes more words.
    case type(String)
    /// Give an option its next value; the options stay open.
    case option(ScreenOption)
    /// Say where a setting can be changed.
    case tell(String)
    /// Keep the options for later runs.
    case keepOptions
    /// Do something once a question was answered with yes.
    indirect case confirmed(String, Command)
    /// Show what the help has on something.
    case help(String)
    /// Put the largest groups first, or no longer.
    case sortGroups
    /// Put something of the selected booking on the clipboard.
    case copy(CopiedPart)
    /// Put a text on the clipboard; `what` is what it is, for people.
    case copyText(String, what: String)
    /// Ask for the name of a file to export the selected booking to.
    case export(BookingForm)
    /// Put the selected booking on the clipboard in a form.
    case copyForm(BookingForm)
    /// Write a file in the place of the one that is there.
    case replace(ExportedFile)
    /// Show a link in full, and ask whether to open it.
    case askToOpen(WebLink)
    /// Open a link.
    case open(WebLink)
    /// Ask for the name of a view.
    case nameView(key: Int)
    /// Keep, drop or add the value that the booking in a row has in a field.
    case chooseValue(DashboardState.ValueChoice, Facet, row: Int)
}

/// What can be copied of a booking.
enum CopiedPart: Character, CaseIterable, Sendable {
    case value = "c"
    case row = "r"
    case json = "j"
    case payload = "w"
    case email = "e"
    case phone = "p"
    case id = "i"
    case curl = "u"
    case link = "l"
}
