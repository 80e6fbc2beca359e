import Bookings
import Ledger

/// What is remembered of a booking, to tell what became of it: little, as there may be a hundred thousand.
struct LinearFacts {
    /// What is told where it changes, and the word for it.
    static let fields: [(column: TextColumn, word: String)] = [
        (.name, "name"), (.email, "email"), (.phone, "phone"), (.company, "company"), (.eventType, "event type"),
        (.masterPage, "master page"), (.subject, "subject"), (.note, "note"),
    ]

    let status: String
    let startsAt: Timestamp?
    let startIsUncertain: Bool
    /// Whether the filter let it through when it was last looked at.
    var isWanted: Bool
    private let hashes: [Int]

    init(_ row: Int, _ ledger: BookingLedger, isWanted: Bool) {
        status = ledger.text(.status, at: row) ?? "scheduled"
        startsAt = ledger.startsAt(row)
        startIsUncertain = ledger.startIsUncertain(row)
        hashes = LinearFacts.fields.map { ledger.text($0.column, at: row).hashValue }
        self.isWanted = isWanted
    }

    /// Whether the start is told otherwise than before.
    func hasOtherStart(than before: LinearFacts) -> Bool {
        startsAt != before.startsAt || startIsUncertain != before.startIsUncertain
    }

    /// The fields whose text is not what it was.
    func changedFields(since before: LinearFacts) -> [(column: TextColumn, word: String)] {
        zip(LinearFacts.fields, zip(hashes, before.hashes)).filter { $1.0 != $1.1 }.map(\.0)
    }
}
