import re, select, socket
from select import EPOLLIN, EPOLLET

door = socket.socket()  #@ socket
door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  #@ setsockopt
door.bind(("127.0.0.1", 7890))  #@ bind
door.listen(128)  #@ listen
watch = select.epoll()  #@ epoll_create1
watch.register(door, EPOLLIN | EPOLLET)  #@ epoll_ctl
known = {}
while True:
    for fd, mask in watch.poll():  #@ epoll_wait
        if fd == door.fileno():
            peer, _ = door.accept()  #@ accept4
            known[peer.fileno()] = peer
            watch.register(peer, EPOLLIN | EPOLLET)  #@ epoll_ctl
        elif mask == EPOLLIN:
            peer = known[fd]
            asked = peer.recv(1024).decode()  #@ recvfrom
            if not asked:
                watch.unregister(fd)  #@ epoll_ctl
                known.pop(fd).close()  #@ close
                continue
            head, body = answer(asked.splitlines())
            peer.send(head)  #@ sendto
            peer.send(body)  #@ sendto
