import Dashboard
import Ingest
import Storage
import Theming

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What depends on the machine: themes and files that are there.
enum MachineRules {
    /// What is wrong with a theme; nil where it can be used.
    static func themeFault(_ choice: String) -> SettingFault? {
        do throws(ThemeError) {
            _ = try ThemeLoader(directories: Environment.themeFolders).load(ThemeSelection(choice).theme)
            return nil
        } catch {
            switch error {
            case .notFound(let name, let nearest):
                let rest = nearest.map { ValueRules.meant($0) } ?? "; “bookwatch themes” lists those there are"
                return SettingFault("there is no theme \(Quoted.text(name))\(rest)")
            case .invalid(let diagnostics):
                return SettingFault("the theme has faults; the first: \(diagnostics.first?.description ?? "")")
            default:
                return SettingFault(error.description)
            }
        }
    }

    /// What is wrong with the name or key of a view; nil where it was saved.
    static func viewFault(_ name: String) -> SettingFault? {
        let files = ViewerFiles()
        guard files.filter(ofView: name) == nil else { return nil }
        let known = files.views.map { "\($0.key) \(Quoted.text($0.name))" }.joined(separator: ", ")
        let rest = known.isEmpty ? "none is saved; S in the dashboard saves one" : "there are \(known)"
        let message = (["there is no view \(Quoted.text(name))", rest] + files.faults).joined(separator: "; ")
        return SettingFault(message)
    }

    /// What is wrong with a thank-you page; nil where it can be used.
    static func templateFault(_ path: String) -> SettingFault? {
        guard let fault = ThankYou.fault(ofTemplate: path) else { return nil }
        guard let number = fault.errno else {
            return SettingFault("\(Quoted.text(path)), \(Quoted.line(fault.description))")
        }
        return SettingFault("cannot read \(Quoted.text(path)): \(SystemError.reason(number))")
    }
}
