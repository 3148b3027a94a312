import socket, select
from select import EPOLLIN, EPOLLET

door = socket.socket()  #@ socket
door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  #@ setsockopt
door.bind(("127.0.0.1", 7788))  #@ bind
door.listen(10)  #@ listen
watch = select.epoll()  #@ epoll_create1
watch.register(door, EPOLLIN | EPOLLET)  #@ epoll_ctl
known = {}
while True:
    for fd, mask in watch.poll():  #@ epoll_wait
        if fd == door.fileno():
            peer, where = door.accept()  #@ accept4
            print(f"有新的客户端到来{where}")
            known[peer.fileno()] = (peer, where)
            watch.register(peer, EPOLLIN | EPOLLET)  #@ epoll_ctl
        elif mask == EPOLLIN:
            peer, where = known[fd]
            got = peer.recv(1024)  #@ recvfrom
            if got:
                print("recv:" + got.decode())
                continue
            watch.unregister(fd)  #@ epoll_ctl
            peer.close()  #@ close
            print(f"{where}---offline---")
            del known[fd]
