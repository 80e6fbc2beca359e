import Bookings
import Ledger
import NIOHTTP1
import Storage

/// The way of a payload into the store, the same for all channels.
enum Intake {
    /// Decodes a payload and fills it from the labels of its source; what is not a booking is kept aside.
    static func sighting(_ payload: Payload, _ services: Services) throws(PayloadError) -> Sighting {
        let sighting: Sighting
        do {
            sighting = try reading(payload, services)
        } catch {
            reject(payload, error, services)
            throw error
        }
        if sighting.booking.isCutOff {
            services.incidents.note(.cutOff, at: payload.receivedAt, source: sighting.source)
        }
        return sighting
    }

    /// The same, for what is only looked at: nothing is kept.
    static func reading(_ payload: Payload, _ services: Services) throws(PayloadError) -> Sighting {
        var sighting = try Sighting(decoding: payload, meetingTime: services.configuration.meetingTime)
        if let source = sighting.source, let declared = services.configuration.sources[source] {
            sighting.fill(from: declared.labels)
        }
        return sighting
    }

    /// Hands a sighting to the store; the answer is made once it has spoken.
    static func accept(
        _ sighting: Sighting,
        _ services: Services,
        answer: @escaping @Sendable (Result<Receipt, StoreError>) -> Answer
    ) -> Outcome {
        .later { complete in
            services.store.accept(sighting) { result in
                switch result {
                case .success: services.counters.accepted.add(1)
                case .failure(let error):
                    services.warn("a booking could not be stored", [.error: "\(error)"])
                    services.incidents.note(.notStored, at: sighting.receivedAt, detail: summary(error))
                }
                complete { answer(result) }
            }
        }
    }

    private static func reject(_ payload: Payload, _ error: PayloadError, _ services: Services) {
        // A visit without data is ordinary: OnceHub also redirects after a cancellation, and sends none then.
        if case .noBookingData = error { return }
        if Funnels.message(in: payload) != nil { return }
        if payload.channel != .webhook {
            services.incidents.note(
                .rejected,
                at: payload.receivedAt,
                source: payload.source,
                detail: reason(error)
            )
        }
        let bytes =
            switch payload.content {
            case .query(let bytes), .json(let bytes): bytes
            }
        services.keepAside(
            Rejection(
                receivedAt: payload.receivedAt,
                channel: payload.channel ?? .embed,
                source: payload.source,
                reason: reason(error),
                bytes: bytes
            )
        )
    }

    /// Why a booking could not be stored, in a few words.
    private static func summary(_ error: StoreError) -> String {
        switch error {
        case .tooLong(let limit): "the record is longer than \(limit) bytes"
        case .unavailable(let call, let number): "\(call) failed: \(SystemError.reason(number))"
        case .overloaded(let limit): "\(limit) bookings wait for the disk"
        case .noSuchRecord: "no record has this number"
        case .closed: "the endpoint is shutting down"
        }
    }

    /// Why a payload is not a booking, in words.
    static func reason(_ error: PayloadError) -> String {
        switch error {
        case .noBookingData: "there is no booking data in it"
        case .malformedJSON(let reason, let offset): "not strict JSON: \(reason), at byte \(offset)"
        case .notABooking(let reason), .notConfirmed(let reason): reason
        case .tooManyParameters(let limit): "more than \(limit) parameters"
        }
    }
}

extension Problem {
    static func notStored(_ error: StoreError) -> Problem {
        let detail =
            switch error {
            case .tooLong(let limit): "The payload makes a record longer than \(limit) bytes. Nothing was stored."
            case .unavailable: "The log cannot be written at the moment. Nothing was stored; send it again later."
            case .overloaded: "More bookings wait for the disk than fit. Nothing was stored; send it again later."
            case .noSuchRecord: "No record of the log has this number."
            case .closed: "The endpoint is shutting down. Nothing was stored; send it again later."
            }
        if case .noSuchRecord = error { return Problem(.notFound, "no-such-booking", detail) }
        if case .tooLong = error { return Problem(.payloadTooLarge, "record-too-long", detail) }
        var problem = Problem(.serviceUnavailable, "not-stored", detail)
        problem.headers = [("retry-after", "5")]
        return problem
    }

    init(_ error: PayloadError) {
        switch error {
        case .malformedJSON(let reason, let offset):
            self.init(.badRequest, "malformed-json", "The body is not strict JSON: \(reason), at byte \(offset).")
        case .tooManyParameters(let limit):
            self.init(.badRequest, "too-many-parameters", "The query may have at most \(limit) parameters.")
        case .noBookingData, .notABooking, .notConfirmed:
            self.init(.unprocessableEntity, "not-a-booking", "The payload is none that OnceHub sends for a booking.")
        }
    }
}

extension Answer {
    /// The answer to a payload that was stored.
    static func receipt(_ receipt: Receipt) -> Answer {
        var body: [UInt8] = []
        var object = ObjectWriter(writesNull: true)
        object.add("seq", receipt.sequence, to: &body)
        object.add("id", receipt.id, to: &body)
        object.close(&body)
        return .json(body, status: .accepted)
    }

    /// The answer to a well-formed payload that is not a booking: received, counted, and nothing to send again.
    static func ignored(_ error: PayloadError) -> Answer {
        var body: [UInt8] = []
        var object = ObjectWriter(writesNull: true)
        object.add("seq", UInt64?.none, to: &body)
        object.add("id", String?.none, to: &body)
        object.add("ignored", Intake.reason(error), to: &body)
        object.close(&body)
        return .json(body)
    }
}
