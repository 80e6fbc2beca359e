// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

/// A program that times the store of bookwatch by itself; `Library` leads to the sources of the product.
let package = Package(
    name: "filter-benchmark",
    platforms: [.macOS(.v15)],
    dependencies: [.package(url: "https://github.com/apple/swift-log", from: "1.16.2")],
    targets: [
        .target(name: "CChecksum", path: "Library/CChecksum"),
        .target(name: "CPlatform", path: "Library/CPlatform", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "Bookings", dependencies: ["CChecksum"], path: "Library/Bookings", swiftSettings: settings),
        .target(name: "Ledger", dependencies: ["Bookings"], path: "Library/Ledger", swiftSettings: settings),
        .target(
            name: "Storage",
            dependencies: ["Bookings", "Ledger", "CPlatform", logging],
            path: "Library/Storage",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "filter-benchmark",
            dependencies: ["Bookings", "Ledger", "Storage"],
            path: "Program",
            swiftSettings: settings
        ),
    ]
)
