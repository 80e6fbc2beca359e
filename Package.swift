// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

func nio(_ name: String) -> Target.Dependency {
    .product(name: name, package: "swift-nio")
}

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let toml: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name,
        dependencies: dependencies + ["BookwatchTestSupport"],
        exclude: exclude,
        swiftSettings: settings
    )
}

let package = Package(
    name: "bookwatch",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "bookwatch", targets: ["bookwatch"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        room("Assets", ["CAssets"]),
        room("Bookings", ["CChecksum"]),
        room("Ledger", ["Bookings"]),
        room("Storage", ["Bookings", "Ledger", "CPlatform", logging]),
        room(
            "Ingest",
            [
                "Assets", "Bookings", "Ledger", "Storage", crypto, logging, mustache,
                nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"),
            ]
        ),
        room("Subscription", ["Bookings", "Ledger", nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1")]),
        room("StandIn", ["Assets", nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1")]),
        room("Screen"),
        room("Theming", ["Assets", "CPlatform", "Screen", toml]),
        room("Dashboard", ["Bookings", "Ledger", "Screen"]),
        room("Terminal", ["Screen", "CTerminal"]),
        room(
            "BookwatchApp",
            [
                "Bookings", "Ledger", "Storage", "Ingest", "Subscription", "Screen", "Theming", "Dashboard", "Terminal",
                "StandIn", argumentParser, crypto, logging,
                nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"),
            ]
        ),
        .executableTarget(name: "bookwatch", dependencies: ["BookwatchApp"], swiftSettings: settings),
        .target(
            name: "CTerminal",
            linkerSettings: [
                .linkedLibrary("ncursesw", .when(platforms: [.linux])),
                .linkedLibrary("tinfo", .when(platforms: [.linux])),
                .linkedLibrary("ncurses", .when(platforms: [.macOS])),
            ]
        ),
        .target(name: "CChecksum"),
        .target(name: "CPlatform", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "CAssets", exclude: ["Pages", "StandIn"]),

        .target(
            name: "BookwatchTestSupport",
            dependencies: ["Bookings", "Ledger", "Screen", "Dashboard"],
            path: "Tests/BookwatchTestSupport",
            swiftSettings: settings
        ),
        tests("BookingsTests", ["Bookings"], exclude: ["Fixtures"]),
        tests("LedgerTests", ["Ledger", "Bookings"]),
        tests("StorageTests", ["Storage", "Bookings", "Ledger", "CPlatform"], exclude: ["Fixtures"]),
        tests(
            "IngestTests",
            [
                "Ingest", "Bookings", "Ledger", "Storage", nio("NIOCore"), nio("NIOEmbedded"), nio("NIOHTTP1"),
                nio("NIOPosix"), logging,
            ]
        ),
        tests("SubscriptionTests", ["Subscription", "Ingest", "Bookings", "Ledger", "Storage", logging]),
        tests("ScreenTests", ["Screen"]),
        tests("ThemingTests", ["Theming", "Screen"], exclude: ["Fixtures"]),
        tests("DashboardTests", ["Dashboard", "Bookings", "Ledger", "Screen"], exclude: ["Snapshots"]),
        tests("TerminalTests", ["Terminal", "Screen", "CTerminal"]),
        tests(
            "BookwatchAppTests",
            [
                "BookwatchApp", "Bookings", "CPlatform", "Dashboard", "Ledger", "Screen", "StandIn", "Subscription",
                "Theming",
                "bookwatch",
            ],
            exclude: ["Conformance/hooks.py", "Conformance/schemathesis.toml", "Report/Snapshots"]
        ),
    ]
)
