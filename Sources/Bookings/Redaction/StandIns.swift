/// What stands for personal data: for the same always the same, and nothing leads back.
///
/// People are numbered in the order in which they come; that is the only table. All else is made of a keyed hash.
struct StandIns: Sendable {
    private let hash: KeyedHash
    /// The numbers of people by the hashes of what they are known by: addresses, ids of bookings, names.
    private var people: [UInt64: UInt32] = [:]
    /// By the hash of an address, whose it is, and which of theirs.
    private var addresses: [UInt64: (person: UInt32, number: UInt32)] = [:]
    private var addressCounts: [UInt32: UInt32] = [:]
    private var hosts: [UInt64: UInt32] = [:]
    /// How many people there are.
    private(set) var personCount: UInt32 = 0

    private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789".utf8)
    private static let idLength = 12...24
    /// The ids of the account's own things: they stay, as their names do.
    private static let keptPrefixes = ["ET-", "BP-", "MP-", "BKC-"]

    init(_ hash: KeyedHash) {
        self.hash = hash
    }

    /// The number of the person whose booking this is; 0 where nothing tells.
    mutating func person(of booking: Booking) -> UInt32 {
        let address = booking.email.map { key("email", $0.lowercased()) }
        let id = booking.id.map { key("id", $0) }
        let known = address.flatMap { addresses[$0]?.person } ?? id.flatMap { people[$0] }
        if address == nil, id == nil {
            guard let name = booking.name ?? booking.phone else { return 0 }
            return person(key("name", name))
        }
        let person = known ?? newPerson()
        if let address { add(address, of: person) }
        if let id, people[id] == nil { people[id] = person }
        return person
    }

    private mutating func person(_ key: UInt64) -> UInt32 {
        if let known = people[key] { return known }
        let person = newPerson()
        people[key] = person
        return person
    }

    private mutating func newPerson() -> UInt32 {
        personCount += 1
        return personCount
    }

    private mutating func add(_ address: UInt64, of person: UInt32) {
        guard addresses[address] == nil else { return }
        let number = (addressCounts[person] ?? 0) + 1
        addressCounts[person] = number
        addresses[address] = (person, number)
    }

    /// The stand-in for an address; those of one person differ by a number.
    mutating func email(_ text: String) -> String {
        let address = key("email", text.lowercased())
        if addresses[address] == nil { add(address, of: newPerson()) }
        let (person, number) = addresses[address] ?? (0, 1)
        return "customer\(person)\(number > 1 ? "-\(number)" : "")@example.com"
    }

    func name(of person: UInt32) -> String { "Customer \(person)" }

    func phone(of person: UInt32) -> String {
        let digits = String(person)
        return "+1555" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    }

    /// The stand-in for whom the customer meets, by id, name or address.
    mutating func host(_ text: String) -> String {
        guard !text.hasPrefix("USR-") else { return id(text) }
        let number = hosts[key("host", text), default: UInt32(hosts.count) + 1]
        hosts[key("host", text)] = number
        return text.contains("@") ? "host\(number)@example.com" : "Host \(number)"
    }

    /// The stand-in for an id, of the same shape.
    func id(_ text: String) -> String {
        guard !StandIns.keptPrefixes.contains(where: text.hasPrefix) else { return text }
        let prefix = text.prefix { ("A"..."Z").contains($0) }
        let rest = text.dropFirst(prefix.count)
        if prefix.isEmpty, !rest.isEmpty, rest.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return String(key("id", text) % 900_000_000_000_000 + 100_000_000_000_000)
        }
        let count = min(max(rest.utf8.count - 1, StandIns.idLength.lowerBound), StandIns.idLength.upperBound)
        let isPrefixed = (1...6).contains(prefix.count) && rest.hasPrefix("-")
        return (isPrefixed ? prefix + "-" : "ID-") + code("id", text, count)
    }

    /// The stand-in for a text: what it is, and a code.
    func text(_ kind: String, _ text: String) -> String { "\(kind) \(code(kind, text, 6))" }

    /// The stand-in for a place: an address of the web for one, else a word.
    func place(_ text: String) -> String {
        text.contains("://") ? "https://example.com/" + code("link", text, 10) : self.text("Place", text)
    }

    private func code(_ kind: String, _ text: String, _ count: Int) -> String {
        var letters: [UInt8] = []
        var word = key(kind, text)
        for place in 0..<count {
            // Twelve letters use up sixty bits.
            if place > 0, place % 12 == 0 { word = key(kind + "+", text) }
            letters.append(StandIns.letters[Int(word & 31)])
            word >>= 5
        }
        return String(decoding: letters, as: UTF8.self)
    }

    private func key(_ kind: String, _ text: String) -> UInt64 { hash.of(Array(kind.utf8) + [0] + Array(text.utf8)) }
}
