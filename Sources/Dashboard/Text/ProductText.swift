import Bookings

/// The products as OnceHub writes them.
public enum ProductText {
    static func name(_ product: Product) -> String {
        product == .bookingPages ? "Booking Pages" : "Booking Calendars"
    }

    static func short(_ product: Product) -> String {
        product == .bookingPages ? "pages" : "calendars"
    }

    /// The name of a product's raw value.
    public static func name(_ rawValue: String) -> String {
        Product(rawValue: rawValue).map(name) ?? rawValue
    }
}
