/// What a viewer adds to a booking: a mark, a remark, or the end of one.
///
/// The booking's own `note` is the customer's; a remark is the viewer's.
public struct Annotation: Equatable, Sendable {
    /// The most Unicode scalars of a remark; longer ones are refused.
    public static let remarkLimit = 1_000

    /// The sequence number of any sighting of the booking.
    public var of: UInt64
    /// Whether the booking is marked from now on; nil leaves that as it was.
    public var isMarked: Bool?
    /// The remark from now on, empty for none; nil leaves that as it was.
    public var remark: String?

    /// Makes an annotation.
    public init(of sequence: UInt64, isMarked: Bool? = nil, remark: String? = nil) {
        of = sequence
        self.isMarked = isMarked
        self.remark = remark
    }

    /// The annotation as the JSON object that `/v1/annotations` takes.
    public var json: [UInt8] {
        var bytes: [UInt8] = []
        var object = ObjectWriter(writesNull: false)
        addMembers(to: &object, &bytes)
        object.close(&bytes)
        return bytes
    }

    /// Adds its members, as they stand there and in the log.
    func addMembers(to object: inout ObjectWriter, _ bytes: inout [UInt8]) {
        object.add("of", of, to: &bytes)
        object.add("marked", isMarked, to: &bytes)
        object.add("remark", remark, to: &bytes)
    }
}
