/// The signs that a theme may choose.
///
/// The raw value is the key under `[glyphs]`.
public enum GlyphName: String, CaseIterable, Sendable {
    /// Before the selected row.
    case selected
    /// A booking that was not looked at yet.
    case new
    /// A booking that changed.
    case changed
    /// A canceled booking.
    case canceled
    /// A completed booking.
    case completed
    /// A customer who did not come.
    case noShow = "no_show"
    /// A time that is not certain.
    case uncertain
    /// The connection is up.
    case live
    /// The connection is being made.
    case connecting
    /// The connection is lost.
    case lost
    /// A log is being replayed.
    case replaying
    /// The list, or the replay, stands still.
    case paused
    /// A horizontal rule.
    case rule
    /// A vertical line between panes.
    case divider
    /// Where a vertical line stands on a rule.
    case dividerTop = "divider_top"
    /// Where a vertical line meets a rule below it.
    case dividerBottom = "divider_bottom"
    /// New bookings below what is shown.
    case badge
    /// A text was cut.
    case ellipsis
    /// Before the filter line.
    case prompt
    /// There is more to the right.
    case more
    /// Rising.
    case up
    /// Falling.
    case down
    /// An eighth of a bar.
    case bar1 = "bar_1"
    /// Two eighths of a bar.
    case bar2 = "bar_2"
    /// Three eighths of a bar.
    case bar3 = "bar_3"
    /// Half a bar.
    case bar4 = "bar_4"
    /// Five eighths of a bar.
    case bar5 = "bar_5"
    /// Six eighths of a bar.
    case bar6 = "bar_6"
    /// Seven eighths of a bar.
    case bar7 = "bar_7"
    /// A full bar.
    case bar8 = "bar_8"
    /// A marked booking.
    case marked
    /// A booking with a remark.
    case remark
    /// A group whose rows are hidden.
    case folded
    /// A group whose rows are shown.
    case unfolded
    /// Sorted, the least first.
    case sortUp = "sort_up"
    /// Sorted, the greatest first.
    case sortDown = "sort_down"
    /// Before an item of a list in a text.
    case bullet
}
