// Reads the fields of a log that bookwatch keeps, with simdjson on demand: how fast the file could be read at best.
//
// simdjson_reader LOG THREADS
#include <simdjson.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

using namespace simdjson;

static const char *const texts[] = {"id",    "subject", "status",  "event_type", "master_page",
                                    "name",  "email",   "company", "starts_at",  "time_zone"};

/// The bytes of all fields of the records whose lines begin in a part of the text.
static size_t read(const padded_string &text, size_t from, size_t to) {
    ondemand::parser parser;
    size_t bytes = 0;
    const char *data = text.data();
    size_t start = from;
    if (from > 0) {
        while (start < to && data[start - 1] != '\n') start++;
    }
    while (start < to) {
        const char *newline = static_cast<const char *>(memchr(data + start, '\n', text.size() - start));
        size_t end = newline ? newline - data : text.size();
        ondemand::document record = parser.iterate(padded_string_view(data + start, end - start, text.size() + SIMDJSON_PADDING - start));
        bytes += uint64_t(record["seq"]) > 0;
        bytes += std::string_view(record["received_at"]).size();
        bytes += std::string_view(record["channel"]).size();
        ondemand::object booking = record["booking"];
        for (const char *name : texts) {
            std::string_view value;
            if (booking[name].get(value) == SUCCESS) bytes += value.size();
        }
        start = end + 1;
    }
    return bytes;
}

int main(int count, char **arguments) {
    if (count < 3) return 64;
    padded_string text = padded_string::load(arguments[1]);
    size_t threads = std::strtoul(arguments[2], nullptr, 10);
    std::vector<size_t> bytes(threads);
    std::vector<std::thread> workers;
    for (size_t index = 0; index < threads; index++) {
        workers.emplace_back([&, index] {
            bytes[index] = read(text, text.size() / threads * index,
                                index + 1 == threads ? text.size() : text.size() / threads * (index + 1));
        });
    }
    for (auto &worker : workers) worker.join();
    size_t sum = 0;
    for (size_t one : bytes) sum += one;
    std::printf("%zu\n", sum);
}
