int door = socket(AF_INET, SOCK_STREAM, 0);  //@ socket
setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &(int){1}, 4);  //@ setsockopt
bind(door, (void *) &at, sizeof at);  //@ bind
listen(door, 128);  //@ listen
int watch = epoll_create1(0);  //@ epoll_create1
struct epoll_event e = {EPOLLIN | EPOLLET, {.fd = door}}, ready[64];
epoll_ctl(watch, EPOLL_CTL_ADD, door, &e);  //@ epoll_ctl
for (;;) {
    int n = epoll_wait(watch, ready, 64, -1);  //@ epoll_wait
    for (int i = 0; i < n; i++) {
        int fd = ready[i].data.fd;
        if (fd == door) {
            e.data.fd = accept(door, NULL, NULL);  //@ accept4
            epoll_ctl(watch, EPOLL_CTL_ADD, e.data.fd, &e);  //@ epoll_ctl
        } else if (ready[i].events == EPOLLIN) {
            char asked[1024];
            int size = recv(fd, asked, sizeof asked, 0);  //@ recvfrom
            if (size == 0) {
                epoll_ctl(watch, EPOLL_CTL_DEL, fd, NULL);  //@ epoll_ctl
                close(fd);  //@ close
                continue;
            }
            struct answer a = answer(asked, size);
            send(fd, a.head, a.head_size, 0);  //@ sendto
            send(fd, a.body, a.body_size, 0);  //@ sendto
        }
    }
}
