import ArgumentParser
import Bookings
import Ledger
import Storage
import Subscription

/// `bookwatch erase`: removes a person from a log.
struct EraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Remove a person from the log, and from the files beside it.",
        discussion: """
            All sightings of the person's bookings go, with their marks and remarks, and every other record that holds the \
            address: as a guest, in a note, in what arrived, percent-encoded or escaped. An empty record keeps each number in \
            its place. Segments, rejected.jsonl, LOG.torn and LOG.aside are searched too. All of it happens, or nothing, \
            whenever it is interrupted. Where an endpoint writes to the log, it is asked to do it, over its socket, and tells \
            its viewers. Without a terminal --yes is needed.
            """
    )

    @OptionGroup var log: LogArgument

    @Option(
        name: .long,
        help: .init("An e-mail address of the person; case does not matter. Repeatable.", valueName: "address")
    )
    var email: [String] = []

    @Option(name: .long, help: .init("The id of a booking, where there is no address. Repeatable.", valueName: "id"))
    var booking: [String] = []

    @Flag(name: .long, help: "Only count and tell; nothing is written.")
    var dryRun = false

    @Flag(name: .long, help: "Do not ask.")
    var yes = false

    @Option(
        name: .long,
        help: .init(
            "The socket of the endpoint that writes to the log; that of the configuration if absent.",
            valueName: "path"
        ),
        completion: .file()
    )
    var socket: String?

    @OptionGroup var progress: ProgressFlags
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !email.isEmpty || !booking.isEmpty else {
            throw ValidationError("Whom? Give --email ADDRESS, or --booking ID.")
        }
        guard PersonToErase(emails: email, bookings: booking) != nil else {
            throw ValidationError(
                "An address has one @ and no blanks, as jane@example.com; an id has 4 characters or more."
            )
        }
    }

    func run() throws {
        try reportingErrors {
            guard let person = PersonToErase(emails: email, bookings: booking) else { throw ExitStatus.usage }
            let path = try log.path(common)
            let meter = ProgressMeter.reading(path, progress.options(common))
            let found = try ErasureReport.dryRun(of: person, in: path, onRead: meter.update)
            meter.finish()
            tell(ErasureLines.found(found, in: path))
            guard !dryRun, !found.isEmpty || ErasureReport.isUnfinished(path) else {
                return tell(ErasureLines.outOfReach)
            }
            guard try isConfirmed() else { return tell(["Nothing was erased."]) }
            tell(ErasureLines.done(try erase(person, path, found.log)))
            tell(ErasureLines.outOfReach)
        }
    }

    private func tell(_ lines: [String]) {
        guard !common.quiet else { return }
        StandardOutput.write(lines.map { Quoted.line($0) + "\n" }.joined())
    }

    private func isConfirmed() throws -> Bool {
        if yes { return true }
        guard StandardInput.isTerminal, StandardError.isTerminal else {
            throw AppError.configuration(
                "nobody can be asked here, so nothing was erased; give --yes to erase without a question"
            )
        }
        StandardError.prompt("This cannot be undone. Erase it? [y/N] ")
        return ["y", "yes"].contains((readLine() ?? "").lowercased())
    }

    /// Erases in this process, or has the endpoint do it that writes to the log.
    private func erase(_ person: PersonToErase, _ path: String, _ log: String) throws -> ErasureReport {
        var policy = LogPolicy()
        // Turning over, compressing and removing is for the endpoint, by its settings.
        (policy.rotateSize, policy.compresses) = (0, false)
        let store: BookingStore
        do throws(LogError) {
            store = try BookingStore.open(BookingStore.Configuration(path: path, policy: policy))
        } catch .locked {
            return try ask(person, log)
        }
        defer { store.close() }
        return try blocking { try await store.erase(person) }
    }

    private func ask(_ person: PersonToErase, _ log: String) throws -> ErasureReport {
        guard let socket = try socket ?? Settings.load(common).socket else {
            throw AppError.configuration(
                "an endpoint writes to this log and has no socket to be asked over; stop it, or give it one with --socket"
            )
        }
        let order = JSONValue.object([
            JSONMember(name: "log", value: .string(log)),
            JSONMember(name: "emails", value: .array(person.emails.map { .string($0) })),
            JSONMember(name: "bookings", value: .array(person.bookings.map { .string($0) })),
        ])
        var body: [UInt8] = []
        JSONWriter.append(order, to: &body)
        let request = ClientRequest(
            method: "POST",
            path: "/v1/erasures",
            headers: [("Content-Type", "application/json")],
            body: body
        )
        let client = EndpointClient(address: .unix(path: socket), patienceSeconds: EraseCommand.patience)
        let response = try blocking { try await client.send(request) }
        let answer = try? JSONParser.parse(response.body)
        if response.status == 200, let report = answer.flatMap(ErasureReport.init) { return report }
        throw FeedError.refused(answer?["detail"]?.string ?? "status \(response.status)")
    }

    /// Longer than the largest log takes.
    private static let patience: Int64 = 3_600
}
