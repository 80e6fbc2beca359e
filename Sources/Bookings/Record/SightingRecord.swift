/// A sighting with its place in the log.
public struct SightingRecord: Equatable, Sendable {
    /// Counts from 1 without gaps.
    public var sequence: UInt64
    /// What arrived.
    public var sighting: Sighting

    /// Makes a record.
    public init(sequence: UInt64, sighting: Sighting) {
        self.sequence = sequence
        self.sighting = sighting
    }
}
