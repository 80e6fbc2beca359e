public import Bookings
public import Ledger
public import Screen

/// What happens to a dashboard; `update` takes one after the other.
public enum Message: Sendable {
    /// Something that the feed delivered, and when.
    case feed(FeedEvent, at: Timestamp)
    /// Something that came from the terminal, and when.
    case event(TerminalEvent, at: Timestamp)
    /// The time that `nextTick` asked for has come.
    case tick(Timestamp)
    /// There is time to go on with what `hasWork` tells of, by so many rows.
    case work(rows: Int)
    /// The answer to `Effect.loadRecords`; records that are not to be had are left out.
    case records([SightingRecord])
    /// The records of `Effect.loadRecords` could not be read, and why; text from outside.
    case recordsFailed(String)
    /// Something that the user should be told; text from outside.
    case notice(String)
    /// Something that was done as asked; text from outside.
    case done(String)
    /// The file of `Effect.write` is there already, and was left as it is.
    case fileExists(ExportedFile)
    /// The signs of another theme.
    case glyphs(GlyphSet)
    /// The answer to `Effect.listThemes`: the themes there are, and the choice in force, as `Effect.theme` takes it.
    case themes([ThemeChoice], current: String)
}

/// What a dashboard asks for; it does nothing itself.
public enum Effect: Equatable, Sendable {
    /// Have the endpoint keep this in the log; it comes back by the feed.
    case annotate(Annotation)
    /// Keep these choices for the next start.
    case saveScreen(ScreenChoices)
    /// Keep the views for the next time; these are all.
    case saveViews([SavedView])
    /// Keep the expressions of the filter line for the next time, oldest first; these are all.
    case saveFilterHistory([String])
    /// End the program.
    case quit
    /// Draw everything anew with the next frame.
    case redraw
    /// Give the terminal back to the shell until the program is continued.
    case suspend
    /// Fetch these records from the feed; at most one such request is under way.
    case loadRecords([UInt64])
    /// Hand this to the replay.
    case replay(ReplayCommand)
    /// Report the mouse, or leave it to the terminal.
    case mouse(Bool)
    /// Tell which themes there are.
    case listThemes
    /// Put a theme in force: `night`, `auto`, `auto:night`. `keep` makes it what later runs start with.
    case theme(String, keep: Bool)
    /// Put a text on the clipboard, by whatever way there is, and tell how; `what` is what it is, for people.
    ///
    /// It has no control but the ends of lines.
    case copy(String, what: String)
    /// Write a file; one that is there already is only replaced if `replacing`.
    case write(ExportedFile, replacing: Bool)
    /// Open an address of http or https in the browser; it is ASCII, without blanks and controls.
    case openLink(String)
}

/// A file to be written.
public struct ExportedFile: Equatable, Sendable {
    /// Its path, as the user typed it.
    public var path: String
    /// What is to be in it.
    public var text: String
}
