import Bookings

/// The custom fields of the bookings.
///
/// Most answers are chosen from a few: those stand in a template that many rows share. In the place of an answer that few
/// give, a template has a hole, and the answer stands in the row's own record, behind its fields.
struct AnswerColumn: Sendable {
    /// Entries of `AnswerText`; the value of some is a hole.
    private(set) var templates = NameColumn()
    /// The answers that are in templates, with their names.
    private var choices = NameColumn()
    /// The names of the fields, and how many choices each has.
    private var names = NameColumn()
    private var choiceCounts: [Int] = [0]
    /// The template that is being made, empty in between: kept for its memory.
    private var draft: [UInt8] = []

    /// A field with more answers than these is not one to choose from.
    private static let choiceLimit = 32
    private static let choiceLength = 64
    /// Where answers are combined in so many ways that rows hardly share a template, templates have but holes.
    private static let templatesBeforeSharing = 256

    /// Takes in the answers of a row, and adds to its record what is to stand there.
    mutating func set(_ row: Int, _ answers: [AnswerText.Entry], addingTo record: inout [UInt8]) {
        guard !answers.isEmpty else {
            templates[row] = 0
            return
        }
        var template: [UInt8] = []
        swap(&template, &draft)
        defer {
            template.removeAll(keepingCapacity: true)
            swap(&template, &draft)
        }
        let start = record.count
        makeTemplate(&template, of: answers, withChoices: true, own: &record)
        if let known = template.withUnsafeBufferPointer({ templates.known($0) }) {
            templates[row] = known
            return
        }
        if templates.nameCount > AnswerColumn.templatesBeforeSharing + row / 16 {
            template.removeAll(keepingCapacity: true)
            record.removeSubrange(start...)
            makeTemplate(&template, of: answers, withChoices: false, own: &record)
        }
        templates[row] = template.withUnsafeBufferPointer { templates.id(of: $0) }
    }

    private mutating func makeTemplate(
        _ template: inout [UInt8],
        of answers: [AnswerText.Entry],
        withChoices: Bool,
        own: inout [UInt8]
    ) {
        for (name, value) in answers {
            template.append(contentsOf: name)
            template.append(SearchText.nameSeparator)
            if withChoices, isChoice(name, value) {
                template.append(contentsOf: value)
            } else {
                template.append(SearchText.hole)
                own.append(contentsOf: value)
                own.append(SearchText.entrySeparator)
            }
            template.append(SearchText.entrySeparator)
        }
    }

    private mutating func isChoice(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard value.count <= AnswerColumn.choiceLength else { return false }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: name.count + value.count + 1) { key in
            _ = key.initialize(from: name)
            key.initializeElement(at: name.count, to: SearchText.nameSeparator)
            _ = UnsafeMutableBufferPointer(rebasing: key[(name.count + 1)...]).initialize(from: value)
            let key = UnsafeBufferPointer(key)
            if choices.known(key) != nil { return true }
            let id = Int(names.id(of: name))
            if id == choiceCounts.count { choiceCounts.append(0) }
            guard choiceCounts[id] < AnswerColumn.choiceLimit else { return false }
            choiceCounts[id] += 1
            _ = choices.id(of: key)
            return true
        }
    }

    /// The answers of a row with its own in the holes, as `AnswerText`.
    func bytes(_ row: Int, _ records: TextRecords, folded: Bool = false) -> [UInt8] {
        let id = Int(templates[row])
        guard id != 0 else { return [] }
        var bytes: [UInt8] = []
        func fill(_ template: UnsafeBufferPointer<UInt8>, _ record: UnsafeBufferPointer<UInt8>) {
            let own = TextRecords.rest(of: record)
            var start = 0
            for byte in template {
                guard byte == SearchText.hole else {
                    bytes.append(byte)
                    continue
                }
                let end = own[start...].firstIndex(of: SearchText.entrySeparator) ?? own.count
                bytes.append(contentsOf: own[start..<end])
                start = min(end + 1, own.count)
            }
        }
        if folded {
            templates.withFoldedName(id) { template in records.withFoldedRecord(row) { fill(template, $0) } }
        } else {
            templates.withName(id) { template in records.withRecord(row) { fill(template, $0) } }
        }
        return bytes
    }

    /// The first answer of a row under a name in lower case, itself in lower case but for ASCII; empty where there is none.
    func foldedAnswer(to name: [UInt8], at row: Int, _ records: TextRecords) -> [UInt8] {
        guard templates[row] != 0 else { return [] }
        var answer: [UInt8] = []
        bytes(row, records, folded: true).withUnsafeBufferPointer { bytes in
            AnswerText.visit(bytes) { entry, value in
                guard SearchText.isEqual(entry, name) else { return true }
                answer = Array(value)
                return false
            }
        }
        return answer
    }
}
