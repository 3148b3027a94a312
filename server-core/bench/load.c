/*
 * The load: one thread that keeps a number of connections busy, each with one batch of requests at a time, and
 * looks at no more of the answers than their status and length. It costs about as much as the cheapest server, so
 * that on a core of its own it can bring any server on one core to its limit.
 *
 * load PORT CONNECTIONS SECONDS BATCH FILE [close]
 *
 * FILE has: the number of requests; for each, its length, a line end and its bytes; the number of turns; for each,
 * the index of a request. With "close" each answer is the last one on its connection.
 * Prints one line of JSON.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 128, INPUT = 256 * 1024, HEAD = 8192, STEPS = 32, BUCKETS = 64 * STEPS, WAIT_MILLIS = 100 };

struct request {
    char *bytes;
    size_t length;
};

struct connection {
    int descriptor;
    int awaited;      /* answers of the batch that are still to come */
    int64_t body;     /* bytes of a body that are still to come, or -1 in a head */
    int last;         /* whether the server closes after the answer that is arriving */
    size_t kept;      /* how much of an incomplete head is in head */
    uint64_t begun;   /* when the batch was sent, in nanoseconds */
    char head[HEAD];
};

static struct request *requests;
static size_t *turns, turn_count, next_turn;
static char *batch_bytes;
static int epoll, port, batch, closes;
static uint64_t histogram[BUCKETS], answers, bytes, refused, broken;
static char input[INPUT];

static void die(const char *what) {
    perror(what);
    exit(1);
}

static uint64_t now_nanos(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t) time.tv_sec * 1000000000u + (uint64_t) time.tv_nsec;
}

static size_t number(FILE *file) {
    size_t read;
    if (fscanf(file, "%zu", &read) != 1) die("no number where one was expected");
    return read;
}

static void read_requests(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) die(path);
    size_t count = number(file), longest = 0;
    requests = calloc(count, sizeof *requests);
    for (size_t i = 0; i < count; i++) {
        requests[i].length = number(file);
        requests[i].bytes = malloc(requests[i].length);
        fgetc(file);
        if (fread(requests[i].bytes, 1, requests[i].length, file) != requests[i].length) die(path);
        if (requests[i].length > longest) longest = requests[i].length;
    }
    turn_count = number(file);
    turns = calloc(turn_count, sizeof *turns);
    for (size_t i = 0; i < turn_count; i++) turns[i] = number(file);
    batch_bytes = malloc(longest * (size_t) batch);
    fclose(file);
}

/* Buckets get wider with the value: each power of two of 100 ns has 16 of them. */
static void count_latency(uint64_t nanos) {
    uint64_t value = nanos / 100;
    int shift = value < STEPS ? 0 : 59 - __builtin_clzll(value);
    histogram[shift * STEPS + (int) (value >> shift)]++;
}

static double percentile_micros(double share) {
    uint64_t total = 0, seen = 0;
    for (int i = 0; i < BUCKETS; i++) total += histogram[i];
    for (int i = 0; i < BUCKETS; i++) {
        seen += histogram[i];
        if (total > 0 && (double) seen >= share * (double) total) {
            return (double) ((uint64_t) (i % STEPS) << (i / STEPS)) / 10;
        }
    }
    return 0;
}

static void begin_batch(struct connection *connection) {
    size_t length = 0;
    for (int i = 0; i < batch; i++) {
        struct request *request = &requests[turns[next_turn]];
        next_turn = next_turn + 1 == turn_count ? 0 : next_turn + 1;
        memcpy(batch_bytes + length, request->bytes, request->length);
        length += request->length;
    }
    connection->awaited = batch;
    connection->begun = now_nanos();
    if (send(connection->descriptor, batch_bytes, length, MSG_NOSIGNAL) != (ssize_t) length) broken++;
}

static void open_connection(struct connection *connection) {
    int on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short) port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connection->descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connection->descriptor < 0) die("socket");
    if (connect(connection->descriptor, (struct sockaddr *) &address, sizeof address) != 0) die("connect");
    setsockopt(connection->descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, connection->descriptor, &event) != 0) die("epoll_ctl");
    connection->body = -1;
    connection->kept = 0;
    begin_batch(connection);
}

static void reopen(struct connection *connection) {
    close(connection->descriptor);
    open_connection(connection);
}

/* Whether a line begins with a text, in upper or lower case. */
static int begins(const char *line, const char *text) {
    return strncasecmp(line, text, strlen(text)) == 0;
}

/*
 * The length of the head that begins here, or 0 if it is incomplete; finds out the length of the body, and whether
 * the server closes after it.
 */
static size_t read_head(const char *head, size_t length, int64_t *body, int *last) {
    const char *end = memmem(head, length, "\r\n\r\n", 4);
    if (end == NULL) return 0;
    char status = length > 9 ? head[9] : '0';
    if (status != '2' && status != '3') refused++;
    *body = 0;
    *last = begins(head, "HTTP/1.0");
    for (const char *line = head; (line = memchr(line, '\n', (size_t) (end - line))) != NULL;) {
        line++;
        if (status != '3' && begins(line, "content-length:")) *body = atoll(line + strlen("content-length:"));
        if (begins(line, "connection: close")) *last = 1;
    }
    return (size_t) (end - head) + 4;
}

/* To be called at the end of each answer; true when more may come on the same connection. */
static int answered(struct connection *connection) {
    answers++;
    connection->body = -1;
    if (--connection->awaited > 0 && !connection->last) return 1;
    count_latency(now_nanos() - connection->begun);
    if (closes || connection->last) {
        reopen(connection);
        return 0;
    }
    begin_batch(connection);
    return 1;
}

static void receive(struct connection *connection) {
    ssize_t received = recv(connection->descriptor, input, INPUT, 0);
    if (received <= 0) {
        broken++;
        reopen(connection);
        return;
    }
    bytes += (uint64_t) received;
    const char *at = input, *end = input + received;
    while (at < end) {
        size_t left = (size_t) (end - at), used;
        if (connection->body >= 0) {
            used = (uint64_t) connection->body < left ? (size_t) connection->body : left;
            connection->body -= (int64_t) used;
        } else if (connection->kept == 0 && (used = read_head(at, left, &connection->body, &connection->last)) > 0) {
            /* The usual case: a whole head, and nothing had to be copied. */
        } else {
            size_t fits = HEAD - connection->kept < left ? HEAD - connection->kept : left;
            memcpy(connection->head + connection->kept, at, fits);
            size_t length = read_head(connection->head, connection->kept + fits, &connection->body,
                                      &connection->last);
            used = length > 0 ? length - connection->kept : fits;
            connection->kept = length > 0 ? 0 : connection->kept + fits;
            if (connection->kept == HEAD) {
                broken++;
                reopen(connection);
                return;
            }
        }
        at += used;
        if (connection->body == 0 && !answered(connection)) return;
    }
}

static double cpu_seconds(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double) (used.ru_utime.tv_sec + used.ru_stime.tv_sec)
            + (double) (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

int main(int count, char **arguments) {
    if (count < 6) {
        fprintf(stderr, "usage: load PORT CONNECTIONS SECONDS BATCH FILE [close]\n");
        return 2;
    }
    port = atoi(arguments[1]);
    int connection_count = atoi(arguments[2]);
    double seconds = atof(arguments[3]);
    batch = atoi(arguments[4]);
    closes = count > 6 && strcmp(arguments[6], "close") == 0;
    read_requests(arguments[5]);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    struct connection *connections = calloc((size_t) connection_count, sizeof *connections);
    if (connections == NULL) die("calloc");
    for (int i = 0; i < connection_count; i++) open_connection(&connections[i]);
    uint64_t begun = now_nanos(), end = begun + (uint64_t) (seconds * 1e9), now;
    double cpu_begun = cpu_seconds();
    struct epoll_event events[EVENTS];
    while ((now = now_nanos()) < end) {
        int happened = epoll_wait(epoll, events, EVENTS, WAIT_MILLIS);
        for (int i = 0; i < happened; i++) receive(events[i].data.ptr);
    }
    double took = (double) (now - begun) / 1e9;
    printf("{\"seconds\": %f, \"busy\": %f, \"answers\": %llu, \"bytes\": %llu, \"refused\": %llu, \"broken\": %llu, "
           "\"p50_us\": %.1f, \"p99_us\": %.1f, \"p999_us\": %.1f}\n",
           took, (cpu_seconds() - cpu_begun) / took, (unsigned long long) answers, (unsigned long long) bytes,
           (unsigned long long) refused, (unsigned long long) broken,
           percentile_micros(0.5), percentile_micros(0.99), percentile_micros(0.999));
    return 0;
}
