import Foundation
import Screen
import Testing

@testable import Theming

/// The themes for colour blindness, as those see them for whom they are made.
@Suite struct ColorVisionTests {
    /// What must not be taken for one another.
    static let roles: [StyleRole] = [
        .statusScheduled, .bookingNew, .bookingChanged, .statusCompleted, .statusCanceled, .statusNoShow,
    ]
    /// The least distance in CIELAB; 2.3 can just be told apart, side by side.
    static let leastDistance = 15.0

    @Test(
        arguments: [
            ("deuteranopia", ColorVision.deuteranopia), ("deuteranopia-light", .deuteranopia),
            ("deuteranopia", .protanopia), ("deuteranopia-light", .protanopia),
            ("tritanopia", .tritanopia), ("tritanopia-light", .tritanopia),
        ]
    )
    func theStatesOfABookingStayApart(name: String, vision: ColorVision) throws {
        let theme = try ThemeLoader(directories: []).load(name)
        func seen(_ role: StyleRole) -> [Double] {
            let color = theme.styleSheet.resolve(role).foreground
            return vision.lab(color == .terminalDefault ? theme.ground.foreground : color ?? .terminalDefault)
        }
        for (index, role) in Self.roles.enumerated() {
            for other in Self.roles[..<index] {
                let distance = ColorVision.distance(seen(role), seen(other))
                #expect(distance >= Self.leastDistance, "\(role) and \(other): \(distance)")
            }
        }
        #expect(ColorVision.distance(seen(.headerLive), seen(.headerLost)) >= Self.leastDistance)
        #expect(ColorVision.distance(seen(.diffAdded), seen(.diffRemoved)) >= Self.leastDistance)
    }

    /// The simulation can fail: it takes for the same what such eyes do.
    @Test func redAndGreenOfOneLightnessAreTheSameToADeuteranope() {
        let (red, green) = (Color.rgb(0xC0, 0x60, 0x30), Color.rgb(0x6C, 0x7E, 0x2C))
        let normal = ColorVision.distance(ColorVision.normal.lab(red), ColorVision.normal.lab(green))
        let seen = ColorVision.distance(ColorVision.deuteranopia.lab(red), ColorVision.deuteranopia.lab(green))
        #expect(normal > 40)
        #expect(seen < Self.leastDistance)
    }
}

/// How eyes see colours: the matrices of Machado, Oliveira and Fernandes (2009) for a whole loss, on linear RGB.
enum ColorVision: CaseIterable {
    case normal, protanopia, deuteranopia, tritanopia

    private var matrix: [[Double]] {
        switch self {
        case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .protanopia:
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        case .deuteranopia:
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        case .tritanopia:
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        }
    }

    /// A colour as it is seen, in CIELAB for daylight.
    func lab(_ color: Color) -> [Double] {
        guard case .rgb(let red, let green, let blue) = color else { return [] }
        let linear = [red, green, blue].map { component in
            let value = Double(component) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        let seen = ColorVision.product(matrix, linear).map { min(1, max(0, $0)) }
        let toXYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
        let white = [0.95047, 1, 1.08883]
        let parts = zip(ColorVision.product(toXYZ, seen), white).map { value, white in
            let ratio = value / white
            return ratio > 0.008856 ? cbrt(ratio) : 7.787 * ratio + 16.0 / 116
        }
        return [116 * parts[1] - 16, 500 * (parts[0] - parts[1]), 200 * (parts[1] - parts[2])]
    }

    static func distance(_ one: [Double], _ other: [Double]) -> Double {
        zip(one, other).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    }

    private static func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { row in zip(row, vector).map { $0 * $1 }.reduce(0, +) }
    }
}
