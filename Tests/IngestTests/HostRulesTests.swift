import NIOHTTP1
import Testing

@testable import Ingest

@Suite struct HostRulesTests {
    let rules = HostRules(bound: ["127.0.0.1", "::1", "192.0.2.7"], names: ["bookings.example.com:443"])

    @Test(arguments: [
        "localhost", "localhost:8787", "LOCALHOST", "127.0.0.1:8787", "[::1]:8787", "192.0.2.7", "localhost.",
        "a.localhost",
    ])
    func thisMachineIsKnownByItsOwnNames(host: String) {
        #expect(rules.standing(of: head("/", host)) == .local)
    }

    @Test(arguments: ["bookings.example.com", "Bookings.Example.com:8443"])
    func aConfiguredNameStandsForAProxyInFront(host: String) {
        #expect(rules.standing(of: head("/", host)) == .outside)
    }

    @Test(arguments: [
        "rebind.example.net", "localhost.example.net", "127.0.0.1.example.net", "10.0.0.1", "0.0.0.0", "evil-localhost",
        "bookings.example.com.evil.net",
    ])
    func otherNamesAreUnknown(host: String) {
        #expect(rules.standing(of: head("/", host)) == .unknown)
    }

    @Test(arguments: [
        [], ["localhost", "localhost"], [""], ["localhost, evil.net"], ["user@localhost"], ["local\u{7f}host"],
    ])
    func aRequestHasOneHost(hosts: [String]) {
        #expect(rules.standing(of: head("/", hosts)) == nil)
    }

    @Test func theAbsoluteFormIsCheckedLikeTheField() {
        #expect(rules.standing(of: head("http://localhost:1/confirm", "localhost")) == .local)
        #expect(rules.standing(of: head("http://evil.net/confirm", "localhost")) == .unknown)
        #expect(rules.standing(of: head("http://localhost/confirm", "evil.net")) == .unknown)
        #expect(rules.standing(of: head("http://bookings.example.com/", "localhost")) == .outside)
        #expect(rules.standing(of: head("localhost:80", "localhost")) == nil)
    }

    @Test func aWildcardTakesAnyAddressButNoName() {
        let rules = HostRules(bound: ["0.0.0.0"], names: [])
        #expect(rules.standing(of: head("/", "198.51.100.4:8787")) == .local)
        #expect(rules.standing(of: head("/", "[2001:db8::1]")) == .local)
        #expect(rules.standing(of: head("/", "rebind.example.net")) == .unknown)
        #expect(rules.standing(of: head("/", "1.2.3.4.example.net")) == .unknown)
    }

    private func head(_ uri: String, _ host: String) -> HTTPRequestHead { head(uri, [host]) }

    private func head(_ uri: String, _ hosts: [String]) -> HTTPRequestHead {
        HTTPRequestHead(version: .http1_1, method: .GET, uri: uri, headers: HTTPHeaders(hosts.map { ("host", $0) }))
    }
}
