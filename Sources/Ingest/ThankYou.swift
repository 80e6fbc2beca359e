import Assets
import Bookings

/// What a customer sees after the redirect (`[thank_you]` in the configuration).
public struct ThankYou: Equatable, Sendable {
    /// The path of the owner's page, a Mustache template; nil for the built-in page.
    public var templatePath: String?
    /// The page that the customer is sent on to instead.
    public var onward: OnwardRedirect?

    /// Makes a thank-you page.
    public init(templatePath: String? = nil, onward: OnwardRedirect? = nil) {
        self.templatePath = templatePath
        self.onward = onward
    }

    /// A page to start one's own from; it names all variables.
    public static var exampleTemplate: String {
        String(decoding: EmbeddedFile.bytes("pages/own-page.html") ?? [], as: UTF8.self)
    }

    /// What is wrong with a file as an owner's page; nil where nothing is.
    public static func fault(ofTemplate path: String) -> TemplateFault? {
        do throws(TemplateFault) {
            _ = try TemplateFile(path: path, at: Timestamp(milliseconds: 0))
            return nil
        } catch {
            return error
        }
    }
}

/// A page of the owner's that customers are sent on to, with chosen fields of the booking in its query.
public struct OnwardRedirect: Equatable, Sendable {
    /// The page: `https://www.example.com/thanks`; a query of its own is kept.
    public var url: String
    /// The fields that are handed on: the name of the parameter, and the field of the booking that fills it.
    ///
    /// Fields go by their names in the log (`name`, `email`, `starts_at`); `field.NAME` is a custom field.
    public var fields: [(parameter: String, field: String)]

    /// The fields that can be handed on, besides `field.NAME`.
    public static let fieldNames = [
        "name", "email", "phone", "company", "note", "subject", "event_type", "booking_page", "master_page",
        "booking_calendar", "id", "status", "starts_at", "created_at", "time_zone",
    ]

    /// Makes a redirect.
    public init(url: String, fields: [(parameter: String, field: String)] = []) {
        self.url = url
        self.fields = fields
    }

    /// Whether both lead to the same page with the same fields, in the same order.
    public static func == (left: OnwardRedirect, right: OnwardRedirect) -> Bool {
        left.url == right.url && left.fields.elementsEqual(right.fields, by: ==)
    }
}
