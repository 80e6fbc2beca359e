import ArgumentParser
import Bookings

/// `bookwatch decode`: what bookwatch makes of one payload.
struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Print what bookwatch makes of a redirect URL or a JSON payload.",
        discussion: """
            The input is the argument, or standard input where there is none. The booking is printed as one JSON object \
            with the 18 normalised fields; null where the payload says nothing.
            """
    )

    @Argument(help: "A redirect URL, its query, or a JSON payload.")
    var input: String?

    @Option(name: .long, help: "How it came: redirect, embed or webhook. Default: recognised by its content.")
    var channel: ChannelOption?

    @Option(name: .long, help: .setting("booking_pages.meeting_time"))
    var meetingTime: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        try reportingErrors {
            let bytes = try input.map { Array($0.utf8) } ?? StandardInput.readAll(limit: DecodeCommand.sizeLimit)
            let content = bytes.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
            guard let first = content.first else { throw AppError.emptyInput }
            let looksLikeJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first >= 0x80
            let isQuery = channel.map { $0 == .redirect } ?? !looksLikeJSON
            let reading = try Settings.load(common, given: GivenFlag.list(("--meeting-time", meetingTime))).meetingTime
            let payload = Payload(
                isQuery ? .query(DecodeCommand.trimmed(content)) : .json(bytes),
                channel: channel?.value,
                receivedAt: SystemClock.now
            )
            do throws(PayloadError) {
                let sighting = try Sighting(decoding: payload, meetingTime: reading)
                var output: [UInt8] = []
                BookingJSON.write(sighting.booking, complete: true, into: &output)
                output.append(0x0A)
                StandardOutput.write(output)
            } catch {
                throw payload.isRecognizable ? AppError.notABooking(error) : AppError.notAPayload
            }
        }
    }

    /// More than any payload that the endpoint takes, so that what is refused there can still be looked at here.
    private static let sizeLimit = 16 << 20

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var bytes = bytes
        while let last = bytes.last, [0x20, 0x09, 0x0A, 0x0D].contains(last) { bytes.removeLast() }
        return Array(bytes)
    }
}

/// The values of `--channel`.
enum ChannelOption: String, ExpressibleByArgument, CaseIterable {
    case redirect, embed, webhook

    var value: Channel {
        switch self {
        case .redirect: .redirect
        case .embed: .embed
        case .webhook: .webhook
        }
    }
}
