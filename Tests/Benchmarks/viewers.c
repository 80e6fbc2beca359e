// Many connections that ask for a live stream once and note when each event comes, in one process that costs little beside
// the server that is measured: viewers PORT CONNECTIONS EVENTS SECONDS PREFIX OUTPUT < REQUEST
//
// An event is the PREFIX and its number. "ready" is printed once every connection has got something; it ends when all events
// came on all connections, or after the seconds. OUTPUT gets a record of 16 bytes for each event that came: connection and number
// in 4 bytes each, the monotonic clock in nanoseconds in 8.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 1 << 16, TAIL = 64 };

struct viewer {
    int socket;
    int has_begun;
    size_t kept;
    char tail[TAIL];
};

struct arrival {
    uint32_t viewer;
    uint32_t number;
    uint64_t nanoseconds;
};

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static int opened(int port, const char *request, size_t length) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int stream = socket(AF_INET, SOCK_STREAM, 0);
    if (stream < 0 || connect(stream, (struct sockaddr *)&address, sizeof address) != 0 ||
        send(stream, request, length, MSG_NOSIGNAL) != (ssize_t)length) {
        perror("viewers: a connection failed");
        exit(1);
    }
    return stream;
}

// Notes the events of a piece; an event that ends beyond it is kept for the next.
static size_t noted(struct viewer *viewer, uint32_t index, char *text, size_t length, const char *prefix, struct arrival *out,
                    size_t room) {
    size_t count = 0, prefix_length = strlen(prefix), place = 0;
    uint64_t time = now();
    char *end = text + length;
    size_t keep = length < prefix_length - 1 ? length : prefix_length - 1;
    for (char *found; (found = memmem(text + place, length - place, prefix, prefix_length)); ) {
        char *digit = found + prefix_length;
        uint32_t number = 0;
        while (digit < end && *digit >= '0' && *digit <= '9') number = number * 10 + (uint32_t)(*digit++ - '0');
        if (digit == end) {
            keep = (size_t)(end - found);
            break;
        }
        if (count < room) out[count++] = (struct arrival){index, number, time};
        place = (size_t)(digit - text);
        if (length - place < keep) keep = length - place;
    }
    if (keep > TAIL) keep = TAIL;
    memcpy(viewer->tail, end - keep, keep);
    viewer->kept = keep;
    return count;
}

int main(int count, char **arguments) {
    if (count != 7) return 64;
    int port = atoi(arguments[1]);
    size_t connections = strtoul(arguments[2], NULL, 10), events = strtoul(arguments[3], NULL, 10);
    uint64_t end = now() + strtoul(arguments[4], NULL, 10) * 1000000000u;
    const char *prefix = arguments[5];
    static char request[4096], piece[TAIL + PIECE];
    size_t request_length = fread(request, 1, sizeof request, stdin);
    // Half as many again, so that what comes twice is noticed.
    size_t room = connections * events * 3 / 2 + connections, arrived = 0, begun = 0;
    struct viewer *viewers = calloc(connections, sizeof *viewers);
    struct arrival *arrivals = calloc(room, sizeof *arrivals);
    FILE *output = fopen(arguments[6], "wb");
    int queue = epoll_create1(0);
    if (!viewers || !arrivals || !output || queue < 0 || !*prefix || strlen(prefix) > TAIL / 2) return 1;
    for (size_t index = 0; index < connections; index++) {
        viewers[index].socket = opened(port, request, request_length);
        struct epoll_event event = {.events = EPOLLIN, .data.u64 = index};
        epoll_ctl(queue, EPOLL_CTL_ADD, viewers[index].socket, &event);
    }
    while (arrived < connections * events && now() < end) {
        struct epoll_event ready[256];
        int number = epoll_wait(queue, ready, 256, 100);
        for (int place = 0; place < number; place++) {
            struct viewer *viewer = &viewers[ready[place].data.u64];
            memcpy(piece, viewer->tail, viewer->kept);
            ssize_t length = recv(viewer->socket, piece + viewer->kept, PIECE, MSG_DONTWAIT);
            if (length <= 0) {
                epoll_ctl(queue, EPOLL_CTL_DEL, viewer->socket, NULL);
                continue;
            }
            if (!viewer->has_begun && (viewer->has_begun = 1, ++begun == connections)) {
                puts("ready");
                fflush(stdout);
            }
            arrived += noted(viewer, (uint32_t)ready[place].data.u64, piece, viewer->kept + (size_t)length, prefix,
                             arrivals + arrived, room - arrived);
        }
    }
    return fwrite(arrivals, sizeof *arrivals, arrived, output) == arrived && fclose(output) == 0 ? 0 : 1;
}
