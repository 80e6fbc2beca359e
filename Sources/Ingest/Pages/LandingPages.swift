import Bookings
import CAssets
import Crypto
import Mustache
import NIOHTTP1

/// The pages that customers see.
struct LandingPages: Sendable {
    /// What a page without a booking says.
    enum Notice {
        /// A visit that brought no booking: after a cancellation, or by chance.
        case noBooking
        /// The booking could not be stored.
        case unavailable
    }

    private struct Page: Sendable {
        var template: MustacheTemplate
        /// The policy that allows the page's own style and nothing else.
        var policy: String

        init(named name: String) throws(EndpointError) {
            guard let text = LandingPages.asset(name), let template = try? MustacheTemplate(string: text) else {
                throw .badPage(name: name)
            }
            self.template = template
            var style = ""
            if let start = text.firstRange(of: "<style>"), let end = text.firstRange(of: "</style>") {
                style = String(text[start.upperBound..<end.lowerBound])
            }
            let digest = SHA256.hash(data: Array(style.utf8))
            // No frame-ancestors: inside an embed the redirect opens this page in the site's own frame.
            let hash = Base64.text(Array(digest))
            policy = "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'"
        }
    }

    private let confirmation: Page
    private let notice: Page

    init() throws(EndpointError) {
        confirmation = try Page(named: "pages/confirmation.html")
        notice = try Page(named: "pages/no-booking.html")
    }

    /// The page after a booking.
    func confirmation(of booking: Booking, zones: ZoneDirectory) -> Answer {
        var facts: [String: String] = [:]
        facts["name"] = booking.name.map(LandingPages.plain)
        facts["subject"] = (booking.subject ?? booking.eventType).map(LandingPages.plain)
        facts["start"] = BookingStartText.text(of: booking, zones: zones).map(LandingPages.plain)
        switch booking.status {
        case "canceled": facts["headline"] = "Your booking is canceled"
        case "rescheduled": facts["headline"] = "Your booking has been moved"
        default: facts["headline"] = "Your booking is confirmed"
        }
        return answer(.ok, confirmation, facts)
    }

    /// A page without a booking.
    func notice(_ notice: Notice) -> Answer {
        switch notice {
        case .noBooking:
            let text =
                "There is nothing more to do here. If you made or changed a booking, you will find it in your e-mail."
            return answer(.ok, self.notice, ["headline": "Thank you", "text": text])
        case .unavailable:
            let text =
                "Your booking itself is safe with the business you booked with; only this page could not be prepared. "
                + "You will find the booking in your e-mail."
            return answer(.serviceUnavailable, self.notice, ["headline": "Thank you", "text": text])
                .adding("retry-after", "5")
        }
    }

    private func answer(_ status: HTTPResponseStatus, _ page: Page, _ facts: [String: String]) -> Answer {
        Answer(status, type: "text/html; charset=utf-8", Array(page.template.render(facts).utf8))
            .adding("content-security-policy", page.policy)
            .adding("referrer-policy", "no-referrer")
            .adding("x-robots-tag", "noindex")
    }

    /// A text without controls; what else it holds the template escapes.
    private static func plain(_ text: String) -> String {
        var plain = ""
        for scalar in text.unicodeScalars where scalar.properties.generalCategory != .control {
            plain.unicodeScalars.append(scalar)
        }
        return plain
    }

    private static func asset(_ name: String) -> String? {
        for index in 0..<bw_asset_count() {
            guard let known = bw_asset_name(index), String(cString: known) == name else { continue }
            var length = 0
            guard let bytes = bw_asset_bytes(index, &length) else { return nil }
            return String(decoding: UnsafeBufferPointer(start: bytes, count: length), as: UTF8.self)
        }
        return nil
    }
}

/// Base64 with padding (RFC 4648 section 4).
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for byte in group { bits = bits << 8 | UInt32(byte) }
            bits <<= UInt32(8 * (3 - group.count))
            for place in 0..<4 {
                let digit = digits[Int(bits >> UInt32(18 - 6 * place)) & 63]
                text.append(place <= group.count ? digit : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
