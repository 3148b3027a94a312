var door = ServerSocketChannel.open();  //@ socket
door.setOption(SO_REUSEADDR, true);  //@ setsockopt
door.bind(new InetSocketAddress("127.0.0.1", 7788), 10);  //@ bind listen
door.configureBlocking(false);  //@ fcntl
var watch = Selector.open();  //@ epoll_create1
door.register(watch, OP_ACCEPT);  //@ epoll_ctl
// Java's selector is level-triggered; there is no edge to ask for.
var got = ByteBuffer.allocate(1024);
while (true) {
    watch.select(key -> {  //@ epoll_wait
        if (key.isAcceptable()) {
            var peer = door.accept();  //@ accept4
            out.println("有新的客户端到来" + peer.getRemoteAddress());
            peer.configureBlocking(false);  //@ fcntl
            peer.register(watch, OP_READ);  //@ epoll_ctl
        } else {
            var peer = (SocketChannel) key.channel();
            var where = peer.getRemoteAddress();
            if (peer.read(got.clear()) > 0) {  //@ recvfrom
                out.println("recv:" + UTF_8.decode(got.flip()));
            } else {
                peer.close();  //@ close
                out.println(where + "---offline---");
            }
        }
    });
}
