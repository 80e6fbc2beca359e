/// Something about the log that its owner should know of.
public enum StoreEvent: Equatable, Sendable {
    /// What somebody else did to the file that is written to.
    public enum Damage: Equatable, Sendable {
        /// It was made shorter, or its text is another.
        case cut
        /// It was removed, or has another name now.
        case missing
        /// Another file stood in its place, which is here now.
        case replaced(movedTo: String)
    }

    /// The log cannot be written; nothing is taken until it can.
    case failing(call: String, errno: Int32)
    /// The log can be written again.
    case accepting
    /// What was no longer in the log was written again, but for so many records that nothing holds any more.
    case mended(Damage, lost: Int)
    /// A sync failed, so that what was not acknowledged went to a new segment; the old one is here.
    case leftSegment(path: String)
    /// A segment was closed.
    case closedSegment(path: String)
    /// A segment was removed, for its records are older than what is kept.
    case removedSegment(path: String, records: Int)
    /// Records of a person were erased: whoever knows the log has to forget it and begin anew.
    case erased(records: Int)
    /// Records of segments that were removed are in memory no longer: whoever knows the log has to forget it and begin anew.
    case forgot(records: Int)
    /// A segment could not be closed, compressed or removed, or memory given back; it is tried again later.
    case postponed(call: String, path: String, errno: Int32)
}
