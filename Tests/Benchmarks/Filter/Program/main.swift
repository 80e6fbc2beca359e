guard CommandLine.arguments.count == 2 else { fatalError("filter-benchmark LOG") }
try FilterBenchmark(log: CommandLine.arguments[1]).run()
