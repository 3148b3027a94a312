var door = ServerSocketChannel.open();  //@ socket
door.setOption(SO_REUSEADDR, true);  //@ setsockopt
door.bind(new InetSocketAddress("127.0.0.1", 7890), 128);  //@ bind listen
door.configureBlocking(false);  //@ fcntl
var watch = Selector.open();  //@ epoll_create1
door.register(watch, OP_ACCEPT);  //@ epoll_ctl
var asked = ByteBuffer.allocate(1024);
while (true) {
    watch.select(key -> {  //@ epoll_wait
        if (key.isAcceptable()) {
            var peer = door.accept();  //@ accept4
            peer.configureBlocking(false);  //@ fcntl
            peer.register(watch, OP_READ);  //@ epoll_ctl
        } else {
            var peer = (SocketChannel) key.channel();
            if (peer.read(asked.clear()) < 0) {  //@ recvfrom
                peer.close();  //@ close
                return;
            }
            var answer = answer(UTF_8.decode(asked.flip()));
            peer.write(answer.head());  //@ sendto
            peer.write(answer.body());  //@ sendto
        }
    });
}
