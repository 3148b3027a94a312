/*
 * The practical limit: one thread, level-triggered epoll, keep-alive, and an answer that lies ready in memory.
 * It looks at nothing but the end of a request's head, so it is no web server.
 *
 * loop PORT FILE [close]     answers every request with FILE; with "close" it closes after each answer
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EVENTS = 128, MAX_DESCRIPTORS = 4096, INPUT = 64 * 1024, READY = 256 * 1024 };

struct connection {
    size_t owed;           /* bytes that still have to be sent */
    unsigned char matched; /* how much of CR LF CR LF the last bytes were */
    unsigned char waits;   /* whether epoll tells when there is room */
};

static struct connection connections[MAX_DESCRIPTORS];
static char input[INPUT];
static char *ready;        /* the answer, repeated: pipelined answers leave in one write */
static size_t ready_length, answer_length;
static int epoll, closes;

static void die(const char *what) {
    perror(what);
    exit(1);
}

static void prepare(const char *path) {
    struct stat facts;
    FILE *file = fopen(path, "rb");
    if (file == NULL || fstat(fileno(file), &facts) != 0) die(path);
    char head[256];
    int head_length = snprintf(head, sizeof head,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %lld\r\n%s\r\n",
            (long long) facts.st_size, closes ? "Connection: close\r\n" : "");
    answer_length = (size_t) head_length + (size_t) facts.st_size;
    size_t times = answer_length < READY ? READY / answer_length : 1;
    ready_length = times * answer_length;
    ready = malloc(ready_length);
    if (ready == NULL) die("malloc");
    memcpy(ready, head, (size_t) head_length);
    if (fread(ready + head_length, 1, (size_t) facts.st_size, file) != (size_t) facts.st_size) die(path);
    for (size_t i = 1; i < times; i++) memcpy(ready + i * answer_length, ready, answer_length);
    fclose(file);
}

static void watch(int descriptor, int operation, unsigned events) {
    struct epoll_event event = {.events = events, .data.fd = descriptor};
    if (epoll_ctl(epoll, operation, descriptor, &event) != 0) die("epoll_ctl");
}

static void send_owed(int descriptor) {
    struct connection *connection = &connections[descriptor];
    while (connection->owed > 0) {
        size_t from = (answer_length - connection->owed % answer_length) % answer_length;
        size_t length = ready_length - from < connection->owed ? ready_length - from : connection->owed;
        ssize_t sent = send(descriptor, ready + from, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EAGAIN) {
            if (!connection->waits) watch(descriptor, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
            connection->waits = 1;
            return;
        }
        if (sent < 0) {
            close(descriptor);
            return;
        }
        connection->owed -= (size_t) sent;
    }
    if (connection->waits) watch(descriptor, EPOLL_CTL_MOD, EPOLLIN);
    connection->waits = 0;
    if (closes) close(descriptor);
}

static void receive(int descriptor) {
    static const char end[] = "\r\n\r\n";
    struct connection *connection = &connections[descriptor];
    ssize_t length = recv(descriptor, input, INPUT, 0);
    if (length == 0 || (length < 0 && errno != EAGAIN)) {
        close(descriptor);
        return;
    }
    unsigned matched = connection->matched;
    size_t heads = 0;
    for (ssize_t i = 0; i < length; i++) {
        matched = input[i] == end[matched] ? matched + 1 : input[i] == '\r';
        if (matched == 4) {
            heads++;
            matched = 0;
        }
    }
    connection->matched = (unsigned char) matched;
    if (heads > 0) {
        connection->owed += heads * answer_length;
        send_owed(descriptor);
    }
}

static void accept_all(int listener) {
    int on = 1;
    int descriptor;
    while ((descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        if (descriptor >= MAX_DESCRIPTORS) {
            close(descriptor);
            continue;
        }
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        connections[descriptor] = (struct connection) {0};
        watch(descriptor, EPOLL_CTL_ADD, EPOLLIN);
    }
}

int main(int count, char **arguments) {
    if (count < 3) {
        fprintf(stderr, "usage: loop PORT FILE [close]\n");
        return 2;
    }
    closes = count > 3 && strcmp(arguments[3], "close") == 0;
    prepare(arguments[2]);
    int on = 1;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short) atoi(arguments[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *) &address, sizeof address) != 0) die("bind");
    if (listen(listener, 1024) != 0) die("listen");
    epoll = epoll_create1(EPOLL_CLOEXEC);
    watch(listener, EPOLL_CTL_ADD, EPOLLIN);
    struct epoll_event events[EVENTS];
    for (;;) {
        int happened = epoll_wait(epoll, events, EVENTS, -1);
        for (int i = 0; i < happened; i++) {
            int descriptor = events[i].data.fd;
            if (descriptor == listener) {
                accept_all(listener);
            } else if (events[i].events & EPOLLOUT) {
                send_owed(descriptor);
            } else {
                receive(descriptor);
            }
        }
    }
}
