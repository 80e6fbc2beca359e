/// An annotation with its place in the log.
///
/// Its line is `{"v":1,"seq":43,"received_at":"…","event":"booking.annotated","of":42,"marked":true,"remark":"…","crc32c":"…"}`,
/// with `marked`, `remark` or both.
public struct AnnotationRecord: Equatable, Sendable {
    /// What `event` says in the line of an annotation.
    static let eventName: StaticString = "booking.annotated"
    static let event = eventName.description

    /// Counts from 1 without gaps, together with the sightings.
    public var sequence: UInt64
    /// When the endpoint received it.
    public var receivedAt: Timestamp
    /// What was added, and to which booking.
    public var annotation: Annotation

    /// Makes a record.
    public init(sequence: UInt64, receivedAt: Timestamp, annotation: Annotation) {
        self.sequence = sequence
        self.receivedAt = receivedAt
        self.annotation = annotation
    }

    func encode(into bytes: inout [UInt8]) {
        let start = bytes.count
        var object = ObjectWriter(writesNull: false)
        object.add("v", 1, to: &bytes)
        object.add("seq", sequence, to: &bytes)
        object.add("received_at", receivedAt, to: &bytes)
        object.add("event", AnnotationRecord.event, to: &bytes)
        annotation.addMembers(to: &object, &bytes)
        CRC32C.seal(&bytes, from: start)
    }
}
