struct sockaddr_in at = {AF_INET, htons(7788), {htonl(INADDR_LOOPBACK)}};
struct epoll_event e = {.events = EPOLLIN | EPOLLET}, ready[64];
struct sockaddr_in who[1024];
char got[1024];
int door = socket(AF_INET, SOCK_STREAM, 0);  //@ socket
setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &(int){1}, 4);  //@ setsockopt
bind(door, (void *) &at, sizeof at);  //@ bind
listen(door, 10);  //@ listen
int watch = epoll_create1(0);  //@ epoll_create1
e.data.fd = door;
epoll_ctl(watch, EPOLL_CTL_ADD, door, &e);  //@ epoll_ctl
for (;;) {
    int n = epoll_wait(watch, ready, 64, -1);  //@ epoll_wait
    for (int i = 0; i < n; i++) {
        int fd = ready[i].data.fd;
        if (fd == door) {
            socklen_t size = sizeof at;
            int peer = accept(door, (void *) &at, &size);  //@ accept4
            print_arrival(who[peer] = at);
            e.data.fd = peer;
            epoll_ctl(watch, EPOLL_CTL_ADD, peer, &e);  //@ epoll_ctl
        } else if (ready[i].events == EPOLLIN) {
            int n = recv(fd, got, sizeof got, 0);  //@ recvfrom
            if (n > 0) { printf("recv:%.*s\n", n, got); continue; }
            epoll_ctl(watch, EPOLL_CTL_DEL, fd, NULL);  //@ epoll_ctl
            close(fd);  //@ close
            print_offline(who[fd]);
        }
    }
}
