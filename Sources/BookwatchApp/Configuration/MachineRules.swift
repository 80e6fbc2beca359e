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
    static func themeFault(_ name: String) -> SettingFault? {
        do throws(ThemeError) {
            _ = try ThemeLoader(directories: Environment.themeFolders).load(name)
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

    /// Why a file cannot be read; nil where it can.
    static func unreadable(_ path: String) -> SettingFault? {
        access(path, R_OK) == 0 ? nil : SettingFault("cannot read \(Quoted.text(path)): \(ErrorMessages.reason(errno))")
    }
}
