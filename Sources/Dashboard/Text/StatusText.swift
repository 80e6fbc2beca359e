import Screen

/// Statuses in words and meanings.
public enum StatusText {
    /// The word for a status; one that is not known is shown as it came.
    public static func word(_ status: String) -> String {
        status == "no_show" ? "no-show" : status
    }

    static func role(_ status: String) -> StyleRole {
        switch status {
        case "scheduled": .statusScheduled
        case "rescheduled": .statusRescheduled
        case "canceled": .statusCanceled
        case "completed": .statusCompleted
        case "no_show": .statusNoShow
        case "requested": .statusRequested
        default: .text
        }
    }

    /// The sign of a status in the list; none for those that stand to take place.
    static func sign(_ status: String) -> GlyphName? {
        switch status {
        case "rescheduled": .changed
        case "canceled": .canceled
        case "completed": .completed
        case "no_show": .noShow
        default: nil
        }
    }

    /// Whether the meeting is over or will not be, so that the word matters more than the start.
    static func isOver(_ status: String) -> Bool {
        status == "canceled" || status == "completed" || status == "no_show"
    }
}
