/// What stands in the log in the place of a record that was erased: its number, and nothing of what it said.
///
/// Its line is `{"v":1,"seq":42,"received_at":"…","event":"booking.erased","crc32c":"…"}`. So the numbers of a log have no gap, which
/// is what a lost record looks like, and whoever resumes after a number goes on where it was.
public struct ErasedRecord: Equatable, Sendable {
    /// What `event` says in the line; a sighting may say so too, but has a booking.
    static let event = "booking.erased"

    /// The place of the record that was erased.
    public var sequence: UInt64
    /// When a neighbour of it was received: the times of a log go on, and this one tells nothing of the booking.
    public var receivedAt: Timestamp

    /// Makes a record.
    public init(sequence: UInt64, receivedAt: Timestamp) {
        self.sequence = sequence
        self.receivedAt = receivedAt
    }

    /// Appends the record as a line of the log, without its newline; without a checksum where the record had none.
    public func encode(into bytes: inout [UInt8], isSealed: Bool = true) {
        let start = bytes.count
        var object = ObjectWriter(writesNull: false)
        object.add("v", 1, to: &bytes)
        object.add("seq", sequence, to: &bytes)
        object.add("received_at", receivedAt, to: &bytes)
        object.add("event", ErasedRecord.event, to: &bytes)
        if isSealed { CRC32C.seal(&bytes, from: start) } else { object.close(&bytes) }
    }
}
